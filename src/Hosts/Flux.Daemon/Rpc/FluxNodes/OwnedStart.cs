using Flux.Chain.Mempool;
using Flux.Daemon.Node;
using Flux.Daemon.Wallet;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;
using Flux.Wallets.Keys;
using Flux.Wallets.Signing;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Starts a node of <c>fluxnode.conf</c> with the key of its collateral, which must be in this daemon's wallet (chain reference §8.3, §12.6).</summary>
internal sealed class OwnedStart(DaemonWallet wallet)
{
    /// <summary>Builds, signs and hands in the START; which of that was reached, and why no further.</summary>
    public async Task<StartOutcome> RunAsync(NodeConfigEntry entry, DelegateData? delegates, CancellationToken cancellation)
    {
        var node = wallet.Node;
        UnjudgedHistory.Refuse(node);
        if (!WalletKey.TryParseWif(entry.NodeKey, node.Network.Addresses, out var nodeKey)) return new StartOutcome(null, false, $"the node key of {entry.Alias} in fluxnode.conf is no private key of this network");
        if (wallet.Ledger.OutputOf(entry.Collateral) is not { } output) return new StartOutcome(null, false, StartFromConfig.NoKey);
        if (wallet.Keys.OwnerOf(output.ScriptPubKey) is not { } owner || wallet.Keys.Ring.FindKey(owner.Address) is not { } key)
            return new StartOutcome(null, false, IsScriptHash(output.ScriptPubKey) ? "the collateral pays a script; use createp2shstarttx" : StartFromConfig.NoKey);
        var time = (uint)wallet.Now();
        var transaction = delegates is null
            ? NodeSigning.BuildStart(entry.Collateral, key, nodeKey.PublicKey, time)
            : NodeSigning.Sign(NodeSigning.DraftStart(entry.Collateral, key.PublicKey, null, nodeKey.PublicKey, time, delegates), key);
        var result = await node.Chain.SubmitTransactionAsync(transaction, TransactionOrigin.Own, cancellation).ConfigureAwait(false);
        return result.IsInPool ? new StartOutcome(transaction, true, "") : new StartOutcome(transaction, false, $"the network would refuse the START: {result.Verdict}");
    }

    // a914{20}87
    private static bool IsScriptHash(Script script) => script.Memory.Span is [0xa9, 0x14, .., 0x87] and { Length: 23 };
}
