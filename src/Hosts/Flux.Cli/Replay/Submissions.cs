using System.Text.Json;
using Flux.Primitives.Wire;

namespace Flux.Cli.Replay;

/// <summary>Recorded blocks and transactions that were submitted at certain heights, and what our rules say of them.</summary>
internal sealed class Submissions
{
    private readonly string _folder;
    private readonly ILookup<int, JsonElement> _blocks, _transactions;

    private Submissions(string folder, ILookup<int, JsonElement> blocks, ILookup<int, JsonElement> transactions) => (_folder, _blocks, _transactions) = (folder, blocks, transactions);

    /// <summary>How many there are.</summary>
    public int Count => _blocks.Sum(group => group.Count()) + _transactions.Sum(group => group.Count());

    /// <summary>Reads a file such as <c>invalid.json</c>.</summary>
    public static Submissions Read(string path)
    {
        using var document = RecordingFile.Read(path);
        try
        {
            var root = document.RootElement.Clone();
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return new Submissions(folder, ByHeight(root, "blocks", "parent_height"), ByHeight(root, "transactions", "tip_height"));
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new CommandException(ExitCode.Rejected, $"{path} is no file of submissions: {e.Message}", "It needs blocks with parent_height and raw, or transactions with tip_height and raw.", e);
        }
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
            var ours = loose.Judge(BytesOf(entry));
            yield return new SubmissionVerdict(chain.Height, entry.GetProperty("label").GetString()!, RecordedOf(entry), ours) { IsLoose = true };
        }
    }

    private static string RecordedOf(JsonElement transaction)
    {
        if (transaction.GetProperty("in_mempool").ValueKind == JsonValueKind.True) return SubmissionVerdict.Accepted;
        return transaction.GetProperty("error").ValueKind == JsonValueKind.Object ? transaction.GetProperty("error").GetProperty("message").GetString()! : "dropped silently";
    }

    private static ILookup<int, JsonElement> ByHeight(JsonElement root, string list, string height) =>
        (root.TryGetProperty(list, out var entries) ? entries.EnumerateArray().ToList() : []).ToLookup(e => e.GetProperty(height).GetInt32());

    /// <summary>Large ones lie in a file of their own beside the list.</summary>
    private byte[] BytesOf(JsonElement entry) => entry.TryGetProperty("raw", out var raw)
        ? Convert.FromHexString(raw.GetString()!)
        : File.ReadAllBytes(Path.Combine(_folder, entry.GetProperty("raw_file").GetString()!));

    private string Judge(ReplayChain chain, JsonElement entry)
    {
        // Surplus bytes after a block are ignored by submitblock (chain reference §15).
        var reader = new WireReader(BytesOf(entry));
        if (!BlockCodec.TryRead(ref reader, out var block)) return $"malformed: {reader.Error}";
        if (block.Header.Previous != chain.State.Tip) return "other parent";
        var verdict = chain.Judge(block, entry.GetProperty("mocktime").GetUInt32(), out _);
        return verdict.IsOk ? SubmissionVerdict.Accepted : verdict.Message;
    }
}
