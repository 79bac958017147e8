using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>What the chain state holds besides coins, amounts in satoshi (getledgerinfo; only our daemon).</summary>
/// <param name="Height">Of the tip.</param>
/// <param name="BestBlock">Hash of the tip.</param>
/// <param name="Issued">All money ever made.</param>
/// <param name="Destroyed">Money that nobody can spend.</param>
/// <param name="Coins">Money in ordinary coins.</param>
/// <param name="CumulusReserve">Kept for CUMULUS nodes.</param>
/// <param name="NimbusReserve">Kept for NIMBUS nodes.</param>
/// <param name="StratusReserve">Kept for STRATUS nodes.</param>
/// <param name="EscrowCoins">Number of escrow coins.</param>
/// <param name="EscrowWorth">What they are worth now.</param>
/// <param name="EscrowPerBlock">What they pay out with a block.</param>
/// <param name="EscrowAddress">Where escrow coins are paid to; null on networks without them.</param>
/// <param name="FluxNodes">Number of nodes in any state.</param>
/// <param name="AreConserved">Everything adds up to what was issued.</param>
/// <param name="Shielded">Shielded money; null on networks that refuse it.</param>
public sealed record LedgerInfo(
    int Height, string BestBlock, long Issued, long Destroyed, long Coins, long CumulusReserve, long NimbusReserve, long StratusReserve,
    long EscrowCoins, long EscrowWorth, long EscrowPerBlock, string? EscrowAddress, int FluxNodes, bool AreConserved, ShieldedLedgerInfo? Shielded)
{
    internal static LedgerInfo Read(JsonElement ledger)
    {
        var (reserves, escrow) = (ledger.GetProperty("reserves"), ledger.GetProperty("escrow"));
        return new LedgerInfo(
            ledger.GetProperty("height").GetInt32(),
            ledger.GetProperty("bestblock").GetString()!,
            RpcAmount.Read(ledger.GetProperty("issued")),
            RpcAmount.Read(ledger.GetProperty("destroyed")),
            RpcAmount.Read(ledger.GetProperty("coins")),
            RpcAmount.Read(reserves.GetProperty("cumulus")),
            RpcAmount.Read(reserves.GetProperty("nimbus")),
            RpcAmount.Read(reserves.GetProperty("stratus")),
            escrow.GetProperty("coins").GetInt64(),
            RpcAmount.Read(escrow.GetProperty("worth")),
            RpcAmount.Read(escrow.GetProperty("earned_per_block")),
            escrow.TryGetProperty("address", out var address) ? address.GetString() : null,
            ledger.GetProperty("fluxnodes").GetInt32(),
            ledger.GetProperty("conserved").GetBoolean(),
            ledger.TryGetProperty("shielded", out var shielded) ? ShieldedLedgerInfo.Read(shielded) : null);
    }
}
