using System.Collections.Immutable;
using System.Text.Json;
using Flux.Crypto.Equihash;

namespace Flux.Consensus.Networks.Files;

/// <summary>
/// The <c>parameters</c> of a recorded chain: stock regtest but for the activation heights, the Equihash sets of the three epochs, the fade length and
/// the benchmark keys. Other members are remarks of the recording.
/// </summary>
internal sealed class RecordedParameters
{
    private static readonly string[] Upgrades = ["lwma", "equihash1445", "acadia", "kamiooka", "kamata", "flux", "halving", "p2shnodes", "pon"];
    private readonly List<NetworkProblem> _problems = [];

    public static NetworkReading Read(JsonElement parameters)
    {
        var reader = new RecordedParameters();
        if (parameters.ValueKind != JsonValueKind.Object) return NetworkReading.Failed(new NetworkProblem("parameters", "must be an object"));
        var eras = reader.ErasOf(parameters);
        return reader._problems.Count == 0 ? new NetworkReading { Network = EraNetwork.Build(eras) } : new NetworkReading { Problems = [.. reader._problems] };
    }

    private EraParameters ErasOf(JsonElement parameters)
    {
        var heights = Member(parameters, "parameters", "activation_heights");
        foreach (var unknown in Members(heights).Where(member => !Upgrades.Contains(member.Name)))
            Wrong($"parameters.activation_heights.{unknown.Name}", $"is no upgrade; there are {string.Join(", ", Upgrades)}");
        var at = Upgrades.Select(upgrade => Whole(heights, "parameters.activation_heights", upgrade, -1, int.MaxValue)).ToArray();
        var equihash = Member(parameters, "parameters", "equihash");
        return EraCatalog.Regtest with
        {
            Heights = new EraHeights(at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7], at[8]),
            PonFrom = at[8],
            Equihash = (SetOf(equihash, "epoch1"), SetOf(equihash, "epoch2"), SetOf(equihash, "epoch3")),
            FadeLength = Whole(equihash, "parameters.equihash", "fade_length", 1, 1_000_000),
            BenchmarkKeys = KeysOf(Member(parameters, "parameters", "benchmark_public_keys")),
        };
    }

    private EquihashParameters SetOf(JsonElement equihash, string epoch)
    {
        var text = FieldKinds.TextOf(Member(equihash, "parameters.equihash", epoch));
        if (EquihashParameters.All.FirstOrDefault(set => set.ToString() == text) is { } found) return found;
        Wrong($"parameters.equihash.{epoch}", $"is '{text}'; allowed is one of {string.Join("; ", EquihashParameters.All)}");
        return EquihashParameters.Zcash48x5;
    }

    /// <summary>A text instead of a list says that the chain needs none but regtest's own.</summary>
    private ImmutableArray<(uint From, string Key)> KeysOf(JsonElement keys)
    {
        if (keys.ValueKind == JsonValueKind.String) return EraCatalog.Regtest.BenchmarkKeys;
        if (keys.ValueKind != JsonValueKind.Array)
        {
            Wrong("parameters.benchmark_public_keys", "must be a list of {from_time, key}");
            return [];
        }
        var read = ImmutableArray.CreateBuilder<(uint, string)>();
        foreach (var element in keys.EnumerateArray())
        {
            var path = $"parameters.benchmark_public_keys[{read.Count}]";
            var from = Whole(element, path, "from_time", 0, uint.MaxValue);
            var key = FieldKinds.TextOf(Member(element, path, "key")) ?? "";
            if (FieldKinds.HexBytes(key) is not { Length: 33 or 65 }) Wrong($"{path}.key", "must be a public key of 33 or 65 bytes in hexadecimal");
            read.Add((unchecked((uint)from), key));
        }
        return read.ToImmutable();
    }

    private int Whole(JsonElement parent, string path, string name, long least, long most)
    {
        var value = Member(parent, path, name);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most) return unchecked((int)number);
        if (value.ValueKind != JsonValueKind.Undefined) Wrong($"{path}.{name}", $"is {value}; allowed is a whole number from {least} to {most}");
        return 0;
    }

    private JsonElement Member(JsonElement parent, string path, string name)
    {
        if (parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)) return value;
        Wrong($"{path}.{name}", "is missing");
        return default;
    }

    private static IEnumerable<JsonProperty> Members(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : [];

    private void Wrong(string path, string message) => _problems.Add(new NetworkProblem(path, message));
}
