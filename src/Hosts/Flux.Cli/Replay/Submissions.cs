using System.Text.Json;
using Flux.Primitives.Wire;

namespace Flux.Cli.Replay;

/// <summary>Recorded blocks and transactions that were submitted at certain heights, and what our rules say of them.</summary>
internal sealed class Submissions
{
    private readonly ILookup<int, JsonElement> _blocks, _transactions;

    private Submissions(ILookup<int, JsonElement> blocks, ILookup<int, JsonElement> transactions) => (_blocks, _transactions) = (blocks, transactions);

    /// <summary>Reads a file such as <c>invalid.json</c>.</summary>
    public static Submissions Read(string path)
    {
        using var document = RecordingFile.Read(path);
        return new Submissions(ByHeight(document.RootElement, "blocks", "parent_height"), ByHeight(document.RootElement, "transactions", "tip_height"));
    }

    /// <summary>Judges everything that stands on the present tip.</summary>
    public IEnumerable<SubmissionVerdict> JudgeAll(ReplayChain chain)
    {
        foreach (var entry in _blocks[chain.Height])
        {
            var accepted = entry.TryGetProperty("accepted", out var flag) && flag.ValueKind == JsonValueKind.True;
            var recorded = accepted ? SubmissionVerdict.Accepted : entry.GetProperty("answer").GetString() ?? "not connected";
            yield return new SubmissionVerdict(chain.Height, entry.GetProperty("label").GetString()!, recorded, Judge(chain, entry));
        }
        var loose = new LooseJudge(chain);
        foreach (var entry in _transactions[chain.Height].OrderBy(t => t.GetProperty("n").GetInt32()))
        {
            var ours = loose.Judge(Convert.FromHexString(entry.GetProperty("raw").GetString()!));
            yield return new SubmissionVerdict(chain.Height, entry.GetProperty("label").GetString()!, RecordedOf(entry), ours) { IsLoose = true };
        }
    }

    private static string RecordedOf(JsonElement transaction)
    {
        if (transaction.GetProperty("in_mempool").ValueKind == JsonValueKind.True) return SubmissionVerdict.Accepted;
        return transaction.GetProperty("error").ValueKind == JsonValueKind.Object ? transaction.GetProperty("error").GetProperty("message").GetString()! : "dropped silently";
    }

    private static ILookup<int, JsonElement> ByHeight(JsonElement root, string list, string height) =>
        (root.TryGetProperty(list, out var entries) ? entries.Clone().EnumerateArray().ToList() : []).Where(e => e.TryGetProperty("raw", out _)).ToLookup(e => e.GetProperty(height).GetInt32());

    private static string Judge(ReplayChain chain, JsonElement entry)
    {
        // Surplus bytes after a block are ignored by submitblock (chain reference §15).
        var reader = new WireReader(Convert.FromHexString(entry.GetProperty("raw").GetString()!));
        if (!BlockCodec.TryRead(ref reader, out var block)) return $"malformed: {reader.Error}";
        if (block.Header.Previous != chain.State.Tip) return "other parent";
        var verdict = chain.Judge(block, entry.GetProperty("mocktime").GetUInt32(), out _);
        return verdict.IsOk ? SubmissionVerdict.Accepted : verdict.Message;
    }
}
