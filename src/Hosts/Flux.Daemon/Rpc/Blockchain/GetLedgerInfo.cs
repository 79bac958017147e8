using System.Text.Json;
using Flux.Consensus.Escrow;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Daemon.Node;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>What the chain state holds besides coins: supply, tier reserves, escrow totals, node counts.</summary>
internal sealed class GetLedgerInfo(FluxdNode node) : RpcMethod
{
    public override string Name => "getledgerinfo";

    public override string Area => "blockchain";

    public override string Help => "What the chain state holds besides coins: supply, tier reserves, escrow totals, node counts. Ours: fluxd has no such call.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var ledger = node.Chain.Snapshot.Ledger;
        var totals = ledger.Totals;
        writer.WriteStartObject();
        writer.WriteNumber("height", ledger.Height);
        writer.WriteString("bestblock", ledger.Tip.ToString());
        writer.WriteAmount("issued", totals.Issued);
        writer.WriteAmount("destroyed", totals.Destroyed);
        writer.WriteAmount("coins", totals.Coins);
        writer.WriteStartObject("reserves");
        writer.WriteAmount("cumulus", totals.Reserves[Tier.Cumulus]);
        writer.WriteAmount("nimbus", totals.Reserves[Tier.Nimbus]);
        writer.WriteAmount("stratus", totals.Reserves[Tier.Stratus]);
        writer.WriteEndObject();
        writer.WriteStartObject("escrow");
        writer.WriteNumber("coins", ledger.Escrows.Count);
        writer.WriteAmount("worth", totals.EscrowWorth);
        writer.WriteAmount("earned_per_block", totals.EscrowRate);
        if (node.Network.Escrow is not null) writer.WriteString("address", new Address(AddressKind.PubKeyHash, EscrowAddress.KeyHash).ToText(node.Network.Addresses));
        writer.WriteEndObject();
        if (!node.Network.Upgrades.RefusesShielded) WriteShielded(writer, ledger);
        writer.WriteString("noderoot", ledger.Nodes.Root.ToString());
        writer.WriteNumber("fluxnodes", ledger.Nodes.Count);
        writer.WriteBoolean("conserved", totals.AreConserved);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }

    private void WriteShielded(Utf8JsonWriter writer, LedgerState ledger)
    {
        writer.WriteStartObject("shielded");
        writer.WriteAmount("sprout", ledger.Totals.Sprout);
        writer.WriteAmount("sapling", ledger.Totals.Sapling);
        writer.WriteNumber("sproutnotes", ledger.Sprout.Count);
        writer.WriteNumber("saplingnotes", ledger.Sapling.Count);
        writer.WriteString("sproutroot", ledger.Sprout.Root.ToString());
        writer.WriteString("saplingroot", ledger.Sapling.Root.ToString());
        writer.WriteString("unshield", node.Network.Unshielding == UnshieldRule.Refuse ? "refuse" : "follow");
        writer.WriteEndObject();
    }
}
