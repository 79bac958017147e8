using System.Collections.Immutable;
using System.Text.Json;
using Flux.Consensus.Networks;
using Flux.Crypto.Equihash;

namespace Flux.TestKit.Recorded;

/// <summary>A network from the <c>parameters</c> of a recorded chain: regtest with other heights, one Equihash set and a benchmark key of the recording.</summary>
public static class RecordedNetwork
{
    /// <summary>The network that <paramref name="parameters"/> describes.</summary>
    public static Network Of(JsonElement parameters)
    {
        var heights = parameters.GetProperty("activation_heights");
        int At(string name) => heights.GetProperty(name).GetInt32();
        var only = EquihashParameters.Zcash48x5;
        return EraNetwork.Build(EraCatalog.Regtest with
        {
            Heights = new EraHeights(
                At("lwma"), At("equihash1445"), At("acadia"), At("kamiooka"), At("kamata"), At("flux"), At("halving"), At("p2shnodes"), At("pon")),
            PonFrom = At("pon"),
            Equihash = (only, only, only),
            FadeLength = parameters.GetProperty("equihash").GetProperty("fade_length").GetInt32(),
            BenchmarkKeys = KeysOf(parameters.GetProperty("benchmark_public_keys")),
        });
    }

    /// <summary>A text instead of a list says that the chain needs none but regtest's own.</summary>
    private static ImmutableArray<(uint From, string Key)> KeysOf(JsonElement keys) => keys.ValueKind == JsonValueKind.String
        ? EraCatalog.Regtest.BenchmarkKeys
        : [.. keys.EnumerateArray().Select(key => (key.GetProperty("from_time").GetUInt32(), key.GetProperty("key").GetString()!))];
}
