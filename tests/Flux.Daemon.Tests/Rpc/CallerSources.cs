using System.Text.RegularExpressions;
using Flux.TestKit;

namespace Flux.Daemon.Tests.Rpc;

/// <summary>The sources of the programs that call a daemon, and of the typed calls, as text.</summary>
internal static partial class CallerSources
{
    // Flux.Os's own table of daemon routes (Api/Daemon) hands calls of its callers through: nobody there reads an answer.
    private static readonly string[] Callers = ["src/Services/Flux.Explorer", "src/Services/Flux.Devnet", "src/Hosts/Flux.Os", "src/Hosts/Flux.Cli"];

    /// <summary>Every name that is called by a text, with the file.</summary>
    public static IReadOnlyList<(string Method, string File)> Called() => [.. Files().SelectMany(file => Names(RawCall(), file.Text).Select(name => (name, file.Path)))];

    /// <summary>Every text in a file that calls by text: where names come from tables, they are among these.</summary>
    public static IReadOnlyList<(string Method, string File)> Mentioned() =>
        [.. Files().Where(file => file.Text.Contains(".CallAsync(", StringComparison.Ordinal)).SelectMany(file => Names(PlainText(), file.Text).Select(name => (name, file.Path)))];

    /// <summary>Every method that the typed client calls.</summary>
    public static IReadOnlySet<string> Typed() => Directory.EnumerateFiles(Checkout.PathOf("src/Contracts/Flux.Contracts/Rpc"), "FluxdClient.*.cs").SelectMany(file => Names(RawCall(), File.ReadAllText(file))).ToHashSet();

    private static IEnumerable<(string Path, string Text)> Files() =>
        Callers.SelectMany(folder => Directory.EnumerateFiles(Checkout.PathOf(folder), "*.cs", SearchOption.AllDirectories)).Select(path => (path, File.ReadAllText(path)));

    private static IEnumerable<string> Names(Regex pattern, string text) => pattern.Matches(text).Select(match => match.Groups["name"].Value);

    /// <summary><c>CallAsync("name"</c>, <c>AskAsync&lt;…&gt;("name"</c>, <c>AskAsync(fluxd, "name"</c>; a path with "/" is no method.</summary>
    [GeneratedRegex("""\b(?:Call|Ask)Async(?:<[^("]*>)?\(\s*(?:\w+,\s*)?"(?<name>[^"/]*)"[,)]""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex RawCall();

    [GeneratedRegex("\"(?<name>[a-z_0-9]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PlainText();
}
