using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Primitives;

namespace Flux.Daemon.Rpc;

/// <summary>
/// The parameters of one call. Wrong types are refused in fluxd's words and codes (chain reference §12.1), because callers match on them.
/// </summary>
internal sealed class RpcRequest(string method, JsonElement parameters)
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public string Method { get; } = method;

    /// <summary>Number of positional parameters.</summary>
    public int Count => parameters.ValueKind == JsonValueKind.Array ? parameters.GetArrayLength() : 0;

    /// <summary>The parameter as JSON; kind Undefined when it is not there.</summary>
    public JsonElement this[int index] => index < Count ? parameters[index] : default;

    /// <summary>Present and not null.</summary>
    public bool Has(int index) => this[index].ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Refuses parameters of other types than these, as the calls do that look at all before they use any: code −3.</summary>
    public void Expect(params ReadOnlySpan<JsonValueKind> kinds)
    {
        for (var i = 0; i < Math.Min(kinds.Length, Count); i++)
        {
            var (wanted, given) = (TypeName(kinds[i]), TypeName(this[i].ValueKind));
            if (wanted != given) throw RpcFault.Type($"Expected type {wanted}, got {given}");
        }
    }

    public string String(int index, string name) => AsString(this[index]);

    public string? OptionalString(int index, string name) => Has(index) ? String(index, name) : null;

    public bool Bool(int index, string name, bool fallback)
    {
        if (!Has(index)) return fallback;
        return this[index].ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw RpcFault.Misc("JSON value is not a boolean as expected"),
        };
    }

    public int Int(int index, string name) => AsInt(this[index]);

    public int Int(int index, string name, int fallback) => Has(index) ? Int(index, name) : fallback;

    public long Long(int index, string name, long fallback)
    {
        if (!Has(index)) return fallback;
        if (this[index].ValueKind != JsonValueKind.Number) throw RpcFault.Misc("JSON value is not an integer as expected");
        return this[index].TryGetInt64(out var number) ? number : throw RpcFault.Misc("JSON integer out of range");
    }

    /// <summary>A number or string with at most eight decimals, within 0 … MAX_MONEY.</summary>
    public Amount Amount(int index, string name) => RpcValues.ReadAmount(this[index]);

    /// <summary>A hash as fluxd reads it: any even number of hex digits (<see cref="LooseHash"/>).</summary>
    public Hash256 Hash(int index, string name) => AsHash(this[index], name);

    /// <summary>Hex, with the code of a wrong parameter.</summary>
    public byte[] Hex(int index, string name)
    {
        var text = String(index, name);
        return IsHex(text) ? Convert.FromHexString(text) : throw NotHex(name, text);
    }

    /// <summary>Hex of something serialized: what is not hex does not decode either.</summary>
    public byte[] Serialized(int index, string what)
    {
        var text = String(index, what);
        return IsHex(text) ? Convert.FromHexString(text) : throw new RpcFault(RpcErrorCode.Deserialization, $"{what} decode failed");
    }

    /// <summary>A string.</summary>
    public static string AsString(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? RpcValues.Text(value) : throw RpcFault.Misc("JSON value is not a string as expected");

    /// <summary>A whole number of 32 bits.</summary>
    public static int AsInt(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number) throw RpcFault.Misc("JSON value is not an integer as expected");
        return value.TryGetInt32(out var number) ? number : throw RpcFault.Misc("JSON integer out of range");
    }

    /// <summary>A hash; what is no string counts as an empty one.</summary>
    public static Hash256 AsHash(JsonElement value, string name)
    {
        var text = value.ValueKind == JsonValueKind.String ? RpcValues.Text(value) : "";
        return IsHex(text) ? LooseHash(text) : throw NotHex(name, text);
    }

    /// <summary>Member of an object; of doubled ones the first counts. Kind Undefined when there is none.</summary>
    public static JsonElement Member(JsonElement container, string name)
    {
        if (container.ValueKind != JsonValueKind.Object) return default;
        foreach (var member in container.EnumerateObject())
        {
            if (member.NameEquals(name)) return member.Value;
        }
        return default;
    }

    /// <summary>Display hex as fluxd reads it without complaint: the digits up to the first that is none, filled up with zeros in front; of more than 64 the last 64.</summary>
    public static Hash256 LooseHash(string text)
    {
        var digits = text.AsSpan().TrimStart();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) digits = digits[2..];
        var end = digits.IndexOfAnyExcept(HexDigits);
        if (end >= 0) digits = digits[..end];
        var kept = digits.Length > 64 ? digits[^64..] : digits;
        return Hash256.Parse(kept.ToString().PadLeft(64, '0'));
    }

    /// <summary>At least one byte in hex.</summary>
    public static bool IsHex(string text) => text.Length > 0 && text.Length % 2 == 0 && !text.AsSpan().ContainsAnyExcept(HexDigits);

    private static RpcFault NotHex(string name, string text) => RpcFault.InvalidParameter(string.Create(CultureInfo.InvariantCulture, $"{name} must be hexadecimal string (not '{text}')"));

    private static string TypeName(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => "number",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "null",
    };
}
