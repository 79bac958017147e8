using System.Collections.Immutable;
using System.Text.Json;
using Flux.Consensus.Networks;
using Flux.Crypto.Equihash;

namespace Flux.Cli.Replay;

/// <summary>A network from the <c>parameters</c> of a recorded chain: stock regtest but for the activation heights, Equihash sets and benchmark keys it names.</summary>
internal static class RecordedNetwork
{
    /// <exception cref="CommandException">A parameter is missing or of the wrong kind; the message names it.</exception>
    public static Network Build(JsonElement recording, string file)
    {
        try
        {
            var parameters = recording.GetProperty("parameters");
            var heights = parameters.GetProperty("activation_heights");
            var equihash = parameters.GetProperty("equihash");
            return EraNetwork.Build(EraCatalog.Regtest with
            {
                Heights = new EraHeights(
                    At(heights, "lwma"), At(heights, "equihash1445"), At(heights, "acadia"), At(heights, "kamiooka"), At(heights, "kamata"),
                    At(heights, "flux"), At(heights, "halving"), At(heights, "p2shnodes"), At(heights, "pon")),
                PonFrom = At(heights, "pon"),
                Equihash = (SetOf(equihash, "epoch1"), SetOf(equihash, "epoch2"), SetOf(equihash, "epoch3")),
                FadeLength = equihash.GetProperty("fade_length").GetInt32(),
                BenchmarkKeys = KeysOf(parameters.GetProperty("benchmark_public_keys")),
            });
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CommandException(ExitCode.Rejected, $"{file} does not describe a recorded network: {e.Message}", "It needs parameters with activation_heights, equihash and benchmark_public_keys.", e);
        }
    }

    /// <summary>A text instead of a list says that the chain needs none but regtest's own.</summary>
    private static ImmutableArray<(uint From, string Key)> KeysOf(JsonElement keys) => keys.ValueKind == JsonValueKind.String
        ? EraCatalog.Regtest.BenchmarkKeys
        : [.. keys.EnumerateArray().Select(key => (key.GetProperty("from_time").GetUInt32(), key.GetProperty("key").GetString()!))];

    private static int At(JsonElement heights, string name) => heights.GetProperty(name).GetInt32();

    private static EquihashParameters SetOf(JsonElement equihash, string epoch)
    {
        var text = equihash.GetProperty(epoch).GetString();
        return EquihashParameters.All.SingleOrDefault(set => set.ToString() == text) ?? throw new FormatException($"equihash.{epoch} is '{text}', which is no known set");
    }
}
