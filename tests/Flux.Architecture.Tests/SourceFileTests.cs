using System.Text.RegularExpressions;

namespace Flux.Architecture.Tests;

public sealed partial class SourceFileTests
{
    private const int LongestFileLines = 500;

    [Fact]
    public void No_file_is_longer_than_the_limit()
    {
        var tooLong = Repository.SourceFiles
            .Select(file => (File: file, Lines: File.ReadLines(Repository.PathOf(file)).Count()))
            .Where(entry => entry.Lines > LongestFileLines)
            .Select(entry => $"{entry.File}: {entry.Lines} lines");

        tooLong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_namespace_is_the_folder()
    {
        var strays =
            from file in Repository.SourceFiles
            where file.EndsWith(".cs", StringComparison.Ordinal)
            let declared = DeclaredNamespace(file)
            where declared is not null && declared != ExpectedNamespace(file)
            select $"{file}: namespace {declared}, expected {ExpectedNamespace(file)}";

        strays.ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_with_a_type_declares_its_namespace()
    {
        var without =
            from file in Repository.SourceFiles
            where file.EndsWith(".cs", StringComparison.Ordinal) && !IsProgram(file) && DeclaredNamespace(file) is null
            where TypeDeclaration().IsMatch(File.ReadAllText(Repository.PathOf(file)))
            select file;

        without.ShouldBeEmpty();
    }

    [Fact]
    public void No_name_says_nothing()
    {
        var vague = Repository.SourceFiles.Where(file => VagueName().IsMatch(Path.GetFileNameWithoutExtension(file)));

        vague.ShouldBeEmpty();
    }

    [Fact]
    public void No_test_waits_by_the_clock()
    {
        var waits =
            from file in Repository.Files("tests", "*.cs")
            where ClockWait().IsMatch(SourceText.CodeOnly(File.ReadAllText(Repository.PathOf(file))))
            select file;

        waits.ShouldBeEmpty();
    }

    private static string? DeclaredNamespace(string file) =>
        File.ReadLines(Repository.PathOf(file)).Select(line => Namespace().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    /// <summary>src/Ring/Flux.X/A/B.cs is Flux.X.A, tests/Flux.X.Tests/A/B.cs is Flux.X.Tests.A.</summary>
    private static string ExpectedNamespace(string file)
    {
        var folders = file.Split('/')[..^1];
        return string.Join('.', folders[0] == "src" ? folders[2..] : folders[1..]);
    }

    private static bool IsProgram(string file) => file.EndsWith("/Program.cs", StringComparison.Ordinal);

    [GeneratedRegex(@"^namespace ([\w.]+)\s*;?")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(public |internal |file |sealed |static |abstract |partial |readonly |ref )*(class|struct|record|interface|enum) \w", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"Manager|Helper|Util(s|ity|ities)?$|^(Handle|Process)|Processor$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"\bThread\.Sleep\(|\bTask\.Delay\((?!Timeout\.Infinite)")]
    private static partial Regex ClockWait();
}
