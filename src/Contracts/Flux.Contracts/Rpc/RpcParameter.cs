using System.Text.Json.Nodes;

namespace Flux.Contracts.Rpc;

/// <summary>Plain values as parameters of a call.</summary>
public static class RpcParameter
{
    /// <summary>The JSON of a string, bool, int, long, uint, decimal or <see cref="JsonNode"/>.</summary>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        JsonNode node => node,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        uint number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        _ => throw new ArgumentException($"A JSON-RPC parameter cannot be a {value.GetType().Name}.", nameof(value)),
    };
}
