using System.Text.Json;
using Flux.Chain;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Counts the whole state from the store: coins, amounts, hashes of coins and node list, reserves and escrow.</summary>
internal sealed class GetTxOutSetInfo(FluxdNode node) : RpcMethod
{
    public override string Name => "gettxoutsetinfo";

    public override string Area => "blockchain";

    public override string Help => "Counts the whole state from the store: coins, amounts, hashes of coins and node list, reserves and escrow. Equal on two nodes at the same block.";

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var totals = await node.Chain.TotalsAsync(cancellation).ConfigureAwait(false);
        writer.WriteStartObject();
        writer.WriteNumber("height", totals.Height);
        writer.WriteString("bestblock", totals.Tip.ToString());
        writer.WriteNumber("transactions", totals.Transactions);
        writer.WriteNumber("txouts", totals.Coins);
        writer.WriteNumber("bytes_serialized", totals.CoinBytes);
        writer.WriteString("hash_serialized", totals.CoinsHash.ToString());
        writer.WriteAmount("total_amount", totals.CoinAmount);
        if (node.HasOwnRules) WriteOwn(writer, totals);
        writer.WriteEndObject();
    }

    private static void WriteOwn(Utf8JsonWriter writer, ChainTotals totals)
    {
        writer.WriteString("hash_ledger", totals.LedgerHash.ToString());
        writer.WriteString("hash_shielded", totals.ShieldedHash.ToString());
        writer.WriteNumber("fluxnodes", totals.Nodes);
        writer.WriteAmount("escrow_worth", totals.EscrowWorth);
        writer.WriteAmount("reserves", totals.Ledger.Reserves.Sum);
        writer.WriteAmount("issued", totals.Ledger.Issued);
        writer.WriteAmount("destroyed", totals.Ledger.Destroyed);
        writer.WriteBoolean("consistent", totals.AreConsistent);
    }
}
