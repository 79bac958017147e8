using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>New money of a block (getblocksubsidy).</summary>
/// <param name="Satoshis">All of it; fluxd calls it the miner's.</param>
/// <param name="NodeSatoshis">The FluxNodes' part; null where it is not told.</param>
public sealed record BlockSubsidyInfo(long Satoshis, long? NodeSatoshis)
{
    internal static BlockSubsidyInfo Read(JsonElement subsidy) => new(RpcAmount.Read(subsidy.GetProperty("miner")), RpcAmount.ReadOptional(subsidy, "fluxnodes"));
}
