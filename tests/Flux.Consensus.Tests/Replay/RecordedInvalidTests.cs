using System.Text.Json;
using Flux.Consensus.Blocks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Replay;

/// <summary>2,977 recorded blocks, most of them faulty in one respect, on the eras chain cut at 23 heights: accepted exactly where the reference accepts.</summary>
public sealed class RecordedInvalidTests
{
    [Fact]
    public void Accepts_and_refuses_what_the_reference_did()
    {
        var chain = new ReplayChain(RecordedNetwork.Of(SharedData.ReadJson("recorded/chains/eras.json").GetProperty("parameters")));
        var entries = SharedData.ReadJson("recorded/invalid.json").GetProperty("blocks").EnumerateArray().GroupBy(entry => entry.GetProperty("parent_height").GetInt32()).OrderBy(group => group.Key);
        using var blocks = RecordedChain.Blocks("recorded/chains/eras.dat").GetEnumerator();
        var differences = new List<string>();
        var table = new SortedDictionary<(string Theirs, string Ours), int>();
        foreach (var group in entries)
        {
            while (chain.State.Height < group.Key && blocks.MoveNext()) chain.Connect(blocks.Current);
            foreach (var entry in group) Compare(chain, entry, differences, table);
        }
        differences.ShouldBeEmpty();
        table.Values.Sum().ShouldBe(2977);
        ReasonsPage.ShouldBe(table.Select(pair => (pair.Key.Theirs, pair.Key.Ours, pair.Value)));
    }

    private static void Compare(ReplayChain chain, JsonElement entry, List<string> differences, SortedDictionary<(string Theirs, string Ours), int> table)
    {
        var bytes = entry.TryGetProperty("raw", out var raw)
            ? Convert.FromHexString(raw.GetString()!)
            : File.ReadAllBytes(SharedData.PathOf($"recorded/{entry.GetProperty("raw_file").GetString()}"));
        var answer = entry.GetProperty("answer").GetString();
        var accepted = entry.TryGetProperty("accepted", out var flag) && flag.GetBoolean();
        var ours = Judge(chain, bytes, entry.GetProperty("mocktime").GetUInt32());
        var theirs = accepted ? "accepted" : answer ?? "not connected";
        table[(theirs, ours)] = table.GetValueOrDefault((theirs, ours)) + 1;
        if (accepted != (ours == "accepted")) differences.Add($"{entry.GetProperty("parent_height")} {entry.GetProperty("label")}: {theirs} -> {ours}");
    }

    /// <summary>A block on another parent than the tip: unknown, or an ancestor, from which a branch may or may not begin.</summary>
    private static string JudgeBeside(ReplayChain chain, Block block, uint now)
    {
        var parent = Enumerable.Range(0, chain.State.Height).Where(height => chain.Ancestry.At(height).Hash == block.Header.Previous).DefaultIfEmpty(-1).First();
        if (parent < 0) return "bad-prevblk";
        var branch = new MemoryAncestry(chain.Ancestry, parent);
        var verdict = BlockRules.Check(chain.Network, block);
        if (verdict.IsOk) verdict = BlockRules.CheckHeaderContext(chain.Network, block.Header, branch, now, chain.State.Height);
        if (verdict.IsOk) verdict = BlockRules.CheckContext(chain.Network, block, branch);
        return verdict.IsOk ? "inconclusive" : verdict.Message;
    }

    private static string Judge(ReplayChain chain, byte[] bytes, uint now)
    {
        var reader = new WireReader(bytes);
        if (!BlockCodec.TryRead(ref reader, out var block)) return "malformed";
        if (block.Header.Previous != chain.State.Tip) return JudgeBeside(chain, block, now);
        var verdict = chain.Judge(block, now, out _);
        return verdict.IsOk ? "accepted" : verdict.Message;
    }
}
