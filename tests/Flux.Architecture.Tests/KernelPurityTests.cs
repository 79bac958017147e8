using System.Text.RegularExpressions;

namespace Flux.Architecture.Tests;

/// <summary>The kernel is a set of pure rules: docs/architecture.md §3.</summary>
public sealed partial class KernelPurityTests
{
    /// <summary>The one file whose rule is defined in IEEE doubles.</summary>
    private const string FloatingPointException = "src/Kernel/Flux.Apps/Pricing/MainPrice.cs";

    public static TheoryData<string> Files => [.. Repository.Files("src/Kernel", "*.cs")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Uses_no_input_output_clock_chance_threads_or_services(string file) => Found(file, Banned()).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Files))]
    public void Uses_no_floating_point(string file)
    {
        if (file == FloatingPointException) return;
        Found(file, FloatingPoint()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Is_unsafe_only_in_Crypto(string file)
    {
        if (file.StartsWith("src/Kernel/Flux.Crypto/", StringComparison.Ordinal)) return;
        Found(file, Unsafe()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("var t = DateTime.UtcNow;")]
    [InlineData("await store.ReadAsync();")]
    [InlineData("Task<int> Next()")]
    [InlineData("using System.IO;")]
    [InlineData("Environment.GetEnvironmentVariable(name)")]
    [InlineData("Random.Shared.Next()")]
    [InlineData("using Microsoft.Extensions.Logging;")]
    public void Notices(string code) => Banned().IsMatch(code).ShouldBeTrue();

    [Theory]
    [InlineData("public double Price { get; }")]
    [InlineData("(float)x")]
    public void Notices_floating_point(string code) => FloatingPoint().IsMatch(code).ShouldBeTrue();

    private static IEnumerable<string> Found(string file, Regex pattern) =>
        SourceText.CodeOnly(File.ReadAllText(Repository.PathOf(file))).Split('\n')
            .Select((line, index) => (Line: line.Trim(), Number: index + 1))
            .Where(entry => pattern.IsMatch(entry.Line))
            .Select(entry => $"{file}:{entry.Number}: {entry.Line}");

    [GeneratedRegex(@"\b(async|await|Task|ValueTask|Thread|ThreadPool|Parallel|Timer|CancellationToken|TimeProvider|Stopwatch|Random|RandomNumberGenerator"
        + @"|File|FileStream|Directory|Environment|Console|HttpClient|Socket|IServiceProvider|ILogger)\b"
        + @"|\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\busing (static )?(System\.IO|System\.Net|System\.Threading\.Tasks|Microsoft\.Extensions)\b|\bSystem\.IO\.|\bGuid\.NewGuid\b")]
    private static partial Regex Banned();

    [GeneratedRegex(@"\b(float|double)\b|\bSystem\.(Double|Single|Half)\b|\b(Double|Single|Half)\.(Parse|TryParse)\b|\bMath\.(Pow|Sqrt|Floor|Ceiling|Round|Log|Exp)\b|\bGetDouble\b|\bTryGetDouble\b")]
    private static partial Regex FloatingPoint();

    [GeneratedRegex(@"\bunsafe\b")]
    private static partial Regex Unsafe();
}
