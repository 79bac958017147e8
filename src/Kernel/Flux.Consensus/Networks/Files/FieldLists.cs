using System.Text.Json;
using Flux.Crypto.Curves;
using Flux.Primitives;

namespace Flux.Consensus.Networks.Files;

/// <summary>The fields that are lists.</summary>
internal static class FieldLists
{
    private const int MostKeys = 100;
    private const int MostCheckpoints = 10_000;
    private const int MostSeeds = 50;
    private const int LongestName = 253;

    public static NetworkField BenchmarkKeys { get; } = FieldKinds.List(
        "nodes.benchmarkKeys", "keys that vouch for confirms when nodes.voucher is keys; the newest that is not after the benchmark's time counts",
        "{\"from\": Unix seconds, \"key\": a secp256k1 public key in hexadecimal}, rising, the first from 0", MostKeys,
        ReadKey, WriteKey, own => own.BenchmarkKeys, (own, value) => own with { BenchmarkKeys = value });

    public static NetworkField Checkpoints { get; } = FieldKinds.List(
        "blocks.checkpoints", "known blocks", "{\"height\": at least 1, \"hash\": 64 hexadecimal digits}, rising", MostCheckpoints,
        ReadCheckpoint, WriteCheckpoint, own => own.Checkpoints, (own, value) => own with { Checkpoints = value });

    public static NetworkField DnsSeeds { get; } = FieldKinds.List(
        "peers.dnsSeeds", "names to ask for peers", "a host name", MostSeeds,
        value => FieldKinds.TextOf(value) is { } text && IsHostName(text) ? (true, text) : (false, ""),
        (name, json) => json.WriteStringValue(name), own => own.DnsSeeds, (own, value) => own with { DnsSeeds = value });

    private static (bool Ok, DatedKey Value) ReadKey(JsonElement value)
    {
        if (!HasOnly(value, "from", "key") || !value.TryGetProperty("from", out var from) || !value.TryGetProperty("key", out var key)) return default;
        if (from.ValueKind != JsonValueKind.Number || !from.TryGetUInt32(out var time)) return default;
        var bytes = FieldKinds.TextOf(key) is { } text ? FieldKinds.HexBytes(text) : null;
        return bytes is { Length: 33 or 65 } && Secp256k1.IsValidPublicKey(bytes) ? (true, new DatedKey(time, bytes)) : default;
    }

    private static void WriteKey(DatedKey key, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("from", key.From);
        json.WriteString("key", Convert.ToHexStringLower(key.PublicKey.Span));
        json.WriteEndObject();
    }

    private static (bool Ok, Checkpoint Value) ReadCheckpoint(JsonElement value)
    {
        if (!HasOnly(value, "height", "hash") || !value.TryGetProperty("height", out var height) || !value.TryGetProperty("hash", out var hash)) return default;
        if (height.ValueKind != JsonValueKind.Number || !height.TryGetInt32(out var at) || at < 1) return default;
        return Hash256.TryParse(FieldKinds.TextOf(hash), out var block) ? (true, new Checkpoint(at, new BlockHash(block))) : default;
    }

    private static void WriteCheckpoint(Checkpoint checkpoint, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("height", checkpoint.Height);
        json.WriteString("hash", checkpoint.Hash.ToString());
        json.WriteEndObject();
    }

    private static bool HasOnly(JsonElement value, params ReadOnlySpan<string> names)
    {
        if (value.ValueKind != JsonValueKind.Object) return false;
        foreach (var member in value.EnumerateObject()) if (!names.Contains(member.Name)) return false;
        return true;
    }

    private static bool IsHostName(string text) =>
        text.Length is >= 1 and <= LongestName && text.Split('.').All(part => part.Length is >= 1 and <= 63 && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
}
