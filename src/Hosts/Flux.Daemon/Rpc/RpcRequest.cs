using System.Globalization;
using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Primitives;

namespace Flux.Daemon.Rpc;

/// <summary>The parameters of one call, with the type errors fluxd's callers know.</summary>
internal sealed class RpcRequest(string method, JsonElement parameters)
{
    public string Method { get; } = method;

    /// <summary>Number of positional parameters.</summary>
    public int Count => parameters.ValueKind == JsonValueKind.Array ? parameters.GetArrayLength() : 0;

    /// <summary>The parameter as JSON; kind Undefined when it is not there.</summary>
    public JsonElement this[int index] => index < Count ? parameters[index] : default;

    /// <summary>Present and not null.</summary>
    public bool Has(int index) => this[index].ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public string String(int index, string name)
    {
        var value = this[index];
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(index, name, "a string");
    }

    public string? OptionalString(int index, string name) => Has(index) ? String(index, name) : null;

    public bool Bool(int index, string name, bool fallback)
    {
        if (!Has(index)) return fallback;
        return this[index].ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when this[index].TryGetInt32(out var number) => number != 0,
            _ => throw Wrong(index, name, "a boolean"),
        };
    }

    public int Int(int index, string name)
    {
        var value = this[index];
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw Wrong(index, name, "an integer");
    }

    public int Int(int index, string name, int fallback) => Has(index) ? Int(index, name) : fallback;

    public long Long(int index, string name, long fallback) =>
        !Has(index) ? fallback : this[index].ValueKind == JsonValueKind.Number && this[index].TryGetInt64(out var number) ? number : throw Wrong(index, name, "an integer");

    /// <summary>A number or string with at most eight decimals, within 0 … MAX_MONEY.</summary>
    public Amount Amount(int index, string name) => RpcValues.ReadAmount(this[index], name);

    public Hash256 Hash(int index, string name)
    {
        var text = String(index, name);
        return Hash256.TryParse(text, out var hash)
            ? hash
            : throw RpcFault.InvalidParameter(string.Create(CultureInfo.InvariantCulture, $"{name} must be hexadecimal string of 64 digits (not '{Shorten(text)}')"));
    }

    public byte[] Hex(int index, string name)
    {
        var text = String(index, name);
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            throw new RpcFault(RpcErrorCode.Deserialization, $"{name} must be hexadecimal string (not '{Shorten(text)}')");
        }
    }

    private RpcFault Wrong(int index, string name, string expected) =>
        RpcFault.Type(string.Create(CultureInfo.InvariantCulture, $"Parameter {index + 1} ({name}) of {Method} must be {expected}, not {Describe(this[index])}"));

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "missing",
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Number => $"the number {Shorten(value.GetRawText())}",
        JsonValueKind.String => "a string",
        JsonValueKind.Array => "an array",
        _ => "an object",
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
