using System.Text.Json;

namespace Flux.Daemon.Tests.Rpc.Replay;

/// <summary>The same chain, the same request, the same response as fluxd 9.0.6 gave (<c>shared/golden/recorded/rpc</c>).</summary>
public sealed class RecordedReplayTests(RecordedDaemon daemon) : IClassFixture<RecordedDaemon>
{
    private const int Shown = 6;

    public static TheoryData<string> Methods() => [.. RecordedCalls.Methods().Where(method => !KnownDifferences.NotReplayed.ContainsKey(method))];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Answers_as_fluxd_did(string method)
    {
        var calls = daemon.Calls.Where(call => call.Method == method && !KnownDifferences.Calls.ContainsKey(call.Order)).ToList();
        var wrong = calls.Select(call => (Call: call, Difference: Compare(call, daemon.AnswerTo(call)))).Where(pair => pair.Difference.Length > 0).ToList();
        if (wrong.Count == 0) return;
        Assert.Fail($"{method}: {wrong.Count} of {calls.Count} differ:\n" + string.Join('\n', wrong.Take(Shown).Select(pair => $"#{pair.Call.Order} {pair.Call.Label}: {pair.Difference}")));
    }

    [Fact]
    public void Every_exception_is_one()
    {
        var methods = RecordedCalls.Methods();
        KnownDifferences.NotReplayed.Keys.ShouldBeSubsetOf(methods);
        KnownDifferences.Fields.Select(field => field.Method).ShouldBeSubsetOf(methods);
        KnownDifferences.Calls.Keys.ShouldBeSubsetOf(daemon.Calls.Select(call => call.Order));
        daemon.Calls.Count.ShouldBeGreaterThan(1100);
    }

    private static string Compare(RecordedCall call, RecordedAnswer ours)
    {
        if (call.Status != ours.Status) return $"ours {ours.Status} {Start(ours.Text)}; fluxd {call.Status} {Start(call.Response ?? call.FirstLine ?? "")}";
        if (ours.ContentType != "application/json") return $"content type {ours.ContentType}";
        if (call.Response is null) return CompareUsage(call, ours);
        if (call.Status != 200 && call.Response != ours.Text) return $"ours {Start(ours.Text)}; fluxd {Start(call.Response)}";
        if (call.Response == ours.Text) return "";
        var (mine, theirs) = (Leaves(call, ours.Text), Leaves(call, call.Response));
        var difference = JsonLeaves.Difference(mine, theirs);
        // Nothing but allowed fields may excuse unequal bytes.
        return difference.Length > 0 || mine.Count < JsonLeaves.Of(ours.Text).Count ? difference : $"white space or escapes: {Start(ours.Text)}";
    }

    private static string CompareUsage(RecordedCall call, RecordedAnswer ours)
    {
        using var document = JsonDocument.Parse(ours.Text);
        var error = document.RootElement.GetProperty("error");
        if (error.ValueKind != JsonValueKind.Object || error.GetProperty("code").GetInt32() != -1) return $"ours {Start(ours.Text)}; fluxd usage";
        var line = error.GetProperty("message").GetString()!.Split('\n')[0];
        return line == call.FirstLine!.TrimEnd() ? "" : $"usage: ours '{line}'; fluxd '{call.FirstLine}'";
    }

    private static List<(string Path, string Value)> Leaves(RecordedCall call, string json) =>
        [.. JsonLeaves.Of(json).Where(leaf => !KnownDifferences.Allows(call.Method, leaf.Path))];

    private static string Start(string text) => text.Length > 400 ? text[..400] + "…" : text.TrimEnd();
}
