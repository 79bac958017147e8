using System.Text.RegularExpressions;
using Flux.Daemon.Rpc;
using Flux.Daemon.Rpc.Control;
using Flux.Daemon.Tests.Rpc.Replay;
using Flux.Daemon.Tests.Rpc.Wallet;
using Flux.TestKit;

namespace Flux.Daemon.Tests.Rpc;

/// <summary>The page <c>docs/rpc.md</c> tells the truth about the commands, and every command has a help text and a test.</summary>
public sealed class RpcTableTests(RecordedDaemon daemon) : IClassFixture<RecordedDaemon>
{
    private static readonly string[] States = ["same", "different", "wallet", "not supported", "ours"];

    /// <summary>Types of several commands, with the reason.</summary>
    private static readonly Dictionary<string, string> Shared = new() { [nameof(UnsupportedMethod)] = "they differ in name and reason only, which UnsupportedMethods lists" };

    private readonly IReadOnlyList<Row> _rows = [.. File.ReadLines(Checkout.PathOf("docs/rpc.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(Parse)];

    [Fact]
    public void Every_command_of_fluxd_has_a_row()
    {
        var names = SharedData.ReadJson("recorded/rpc/_command-names.json").GetProperty("names").EnumerateArray().Select(name => name.GetString()!).Where(name => name != "This");
        names.ShouldBeSubsetOf(_rows.Select(row => row.Name));
    }

    [Fact]
    public void Every_command_of_the_daemon_has_a_row() =>
        daemon.Dispatcher.Methods.SelectMany(method => RpcAliases.Of(method.Name).Prepend(method.Name)).ShouldBeSubsetOf(_rows.Select(row => row.Name));

    [Fact]
    public void Rows_are_of_commands_that_are_there()
    {
        _rows.Select(row => row.Name).ShouldBeUnique();
        foreach (var row in _rows)
        {
            States.ShouldContain(row.State, row.Name);
            daemon.Dispatcher.Find(row.Name).ShouldNotBeNull(row.Name);
            if (row.State is not "same") row.Note.ShouldNotBeEmpty(row.Name);
        }
    }

    [Fact]
    public void What_is_not_supported_says_so()
    {
        foreach (var row in _rows.Where(row => daemon.Dispatcher.Find(row.Name) is not null)) (daemon.Dispatcher.Find(row.Name) is UnsupportedMethod).ShouldBe(row.State == "not supported", row.Name);
    }

    [Fact]
    public void Who_is_called_the_same_has_no_known_differences()
    {
        var different = KnownDifferences.Fields.Select(field => field.Method).Concat(daemon.Calls.Where(call => KnownDifferences.Calls.ContainsKey(call.Order)).Select(call => call.Method)).ToHashSet();
        _rows.Where(row => row.State == "same").Select(row => row.Name).Where(different.Contains).ShouldBeEmpty();
        _rows.Where(row => row.State == "same").Select(row => row.Name).Where(KnownDifferences.NotReplayed.ContainsKey).ShouldBeEmpty();
    }

    [Fact]
    public void Every_command_has_a_help_text()
    {
        foreach (var method in daemon.Dispatcher.Methods)
        {
            method.Help.Length.ShouldBeGreaterThan(10, method.Name);
            method.Help.ShouldEndWith(".", Case.Sensitive, method.Name);
            if (method.ParameterCount.Most is > 0 and < int.MaxValue) method.Usage.ShouldNotBeEmpty(method.Name);
        }
    }

    [Fact]
    public void Every_command_has_a_test()
    {
        var replayed = RecordedCalls.Methods().Where(method => !KnownDifferences.NotReplayed.ContainsKey(method) || RecordedWalletTests.IsOfTheWallet(method)).ToHashSet();
        var sources = new[] { "Flux.Daemon.Tests", "Flux.Functional.Tests" }
            .SelectMany(project => Directory.EnumerateFiles(Checkout.PathOf($"tests/{project}"), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.EndsWith("KnownDifferences.cs", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        var untested = daemon.Dispatcher.Methods.Where(method => method is not UnsupportedMethod).Select(method => method.Name)
            .Where(name => !replayed.Contains(name) && !sources.Exists(text => text.Contains($"\"{name}", StringComparison.Ordinal)));
        untested.ShouldBeEmpty();
    }

    [Fact]
    public void Every_command_has_a_file_of_its_own()
    {
        var types = daemon.Dispatcher.Methods.GroupBy(method => method.GetType()).ToList();
        types.Where(type => type.Count() > 1).Select(type => type.Key.Name).ShouldBe(Shared.Keys);
        foreach (var type in types.Select(type => type.Key))
        {
            var file = Path.Combine(Checkout.PathOf("src/Hosts/Flux.Daemon"), type.Namespace!["Flux.Daemon.".Length..].Replace('.', '/'), $"{type.Name}.cs");
            File.Exists(file).ShouldBeTrue(file);
            var text = File.ReadAllText(file);
            Regex.Matches(text, @"^(public|internal|file)? ?(abstract |sealed |static )*(class|record|struct) (\w+)", RegexOptions.Multiline).Select(match => match.Groups[4].Value).ShouldBe([type.Name], file);
            text.Split("override string Name =>").Length.ShouldBe(2, file);
        }
    }

    [Fact]
    public void Whoever_calls_a_command_by_name_calls_one_that_is_there()
    {
        var called = CallerSources.Called();
        called.Count.ShouldBeGreaterThan(50);
        called.Where(call => daemon.Dispatcher.Find(call.Method) is null).ShouldBeEmpty();
    }

    [Fact]
    public void Every_command_that_our_programs_call_has_a_typed_call()
    {
        var typed = CallerSources.Typed();
        typed.Where(name => daemon.Dispatcher.Find(name) is null).ShouldBeEmpty();
        CallerSources.Called().Concat(CallerSources.Mentioned().Where(mention => daemon.Dispatcher.Find(mention.Method) is not null))
            .Where(call => !typed.Contains(call.Method)).Distinct().ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_unsupported_command_explains_itself()
    {
        foreach (var (name, why) in UnsupportedMethods.All)
        {
            var answer = await daemon.PostAsync($$"""{"method":"{{name}}","params":[1,"x"],"id":1}""");
            answer.Status.ShouldBe(404, name);
            answer.Text.ShouldContain($"{name} is not supported: {why}");
        }
    }

    private static Row Parse(string line)
    {
        var cells = line.Trim('|').Split(" | ");
        return new Row(cells[0].Trim().Trim('`'), cells[2].Trim(), cells[3].Trim());
    }

    private sealed record Row(string Name, string State, string Note);
}
