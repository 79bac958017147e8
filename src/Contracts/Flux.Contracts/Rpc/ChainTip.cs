using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>The last block of the best chain.</summary>
public sealed record ChainTip(string Hash, int Height)
{
    internal static ChainTip Read(JsonElement tip) => new(tip.GetProperty("hash").GetString()!, tip.GetProperty("height").GetInt32());
}
