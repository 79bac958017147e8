using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>Amounts as daemons write them: FLUX with eight decimals.</summary>
internal static class RpcAmount
{
    private const decimal Coin = 100_000_000m;

    /// <summary>Satoshi of an amount.</summary>
    public static long Read(JsonElement amount) => (long)(amount.GetDecimal() * Coin);

    /// <summary>Satoshi of an amount that may be missing.</summary>
    public static long? ReadOptional(JsonElement parent, string name) => parent.TryGetProperty(name, out var amount) ? Read(amount) : null;
}
