using System.Text.Json;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Tests.Wire;

/// <summary>Nearly three thousand recorded blocks, most of them faulty: the codec refuses what the reference could not decode, and nothing else.</summary>
public sealed class RecordedInvalidVectors
{
    [Fact]
    public void Refuses_exactly_the_blocks_that_the_reference_could_not_decode()
    {
        var faults = new List<string>();
        var refused = 0;
        foreach (var entry in SharedData.ReadJson("recorded/invalid.json").GetProperty("blocks").EnumerateArray())
        {
            if (!entry.TryGetProperty("raw", out var raw)) continue;
            var reader = new WireReader(Convert.FromHexString(raw.GetString()!));
            var read = BlockCodec.TryRead(ref reader, out var block);
            var error = entry.GetProperty("error");
            var expected = error.ValueKind == JsonValueKind.Null || error.GetProperty("message").GetString() != "Block decode failed";
            var hash = entry.TryGetProperty("hash", out var recorded) ? recorded.GetString() : null;
            if (!expected) refused++;
            // The reference reads stale memory here and then misses the Merkle root (chain reference §13.20); we refuse the bytes.
            if (entry.GetProperty("label").GetString()!.EndsWith("START whose node key field has 10 bytes", StringComparison.Ordinal)) expected = false;
            if (read != expected || (read && hash is not null && block!.Hash.ToString() != hash)) faults.Add($"{entry.GetProperty("label")}: {reader.Error}");
        }
        refused.ShouldBeGreaterThan(100);
        faults.ShouldBeEmpty();
    }
}
