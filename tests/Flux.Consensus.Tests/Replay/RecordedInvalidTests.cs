using System.Text.Json;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Wire;

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
        var table = new SortedDictionary<string, int>();
        foreach (var group in entries)
        {
            while (chain.State.Height < group.Key && blocks.MoveNext()) chain.Connect(blocks.Current);
            foreach (var entry in group) Compare(chain, entry, differences, table);
        }
        if (Environment.GetEnvironmentVariable("FLUX_SHOW") is { Length: > 0 } file) File.WriteAllLines(file, [.. table.Select(pair => $"{pair.Value} {pair.Key}"), .. differences]);
        differences.ShouldBeEmpty();
    }

    private static void Compare(ReplayChain chain, JsonElement entry, List<string> differences, SortedDictionary<string, int> table)
    {
        var bytes = entry.TryGetProperty("raw", out var raw)
            ? Convert.FromHexString(raw.GetString()!)
            : File.ReadAllBytes(SharedData.PathOf($"recorded/{entry.GetProperty("raw_file").GetString()}"));
        var answer = entry.GetProperty("answer").GetString();
        var accepted = entry.TryGetProperty("accepted", out var flag) && flag.GetBoolean();
        var ours = Judge(chain, bytes, entry.GetProperty("mocktime").GetUInt32());
        var theirs = accepted ? "accepted" : answer ?? "not connected";
        table[$"{theirs} -> {ours}"] = table.GetValueOrDefault($"{theirs} -> {ours}") + 1;
        if (accepted != (ours == "accepted")) differences.Add($"{entry.GetProperty("parent_height")} {entry.GetProperty("label")}: {theirs} -> {ours}");
    }

    private static string Judge(ReplayChain chain, byte[] bytes, uint now)
    {
        var reader = new WireReader(bytes);
        if (!BlockCodec.TryRead(ref reader, out var block)) return "malformed";
        if (block.Header.Previous != chain.State.Tip) return "other parent";
        var verdict = chain.Judge(block, now, out _);
        return verdict.IsOk ? "accepted" : verdict.Message;
    }
}
