using Flux.Consensus.Networks;
using Flux.Contracts.Rpc;
using Flux.Devnet.Funding;
using Flux.Devnet.Machines;
using Flux.Devnet.State;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Wallets.Keys;
using Flux.Wallets.Signing;

namespace Flux.Devnet.Startup;

/// <summary>Takes a network from its genesis block to one whose nodes are started: burst mining, collaterals, start transactions.</summary>
internal sealed class NetworkFunding(FluxdClient miner, DeveloperWallet wallet, Network network, FundingPlan plan, TimeProvider time)
{
    /// <summary>Blocks asked for in one call: small enough to show progress and to be stopped between calls.</summary>
    private const int BurstBlocks = 50;

    /// <summary>Mines until the collaterals can be paid, pays them, and returns the nodes with their outpoints.</summary>
    public async Task<IReadOnlyList<NodeRecord>> LockCollateralsAsync(
        IReadOnlyList<NodeRecord> nodes, IReadOnlyList<Machine> machines, Action<string> progress, CancellationToken cancel)
    {
        await MineAsync(plan.BlocksToFund, progress, cancel);
        var coins = await CoinbaseCoins.FindAsync(miner, plan.Coinbases, CollateralFunding.Parse(wallet.Address).ToScript(), cancel);
        var payees = nodes.Select(node => (TierOf(node, machines), CollateralFunding.Parse(node.PaymentAddress))).ToList();
        var transaction = CollateralFunding.Build(payees, coins, wallet, network, plan.BlocksToFund + 1);
        var id = await CollateralFunding.SendAsync(miner, transaction, cancel);
        return [.. nodes.Select((node, index) => node with { CollateralTxId = id, CollateralIndex = index })];
    }

    /// <summary>Mines until the collaterals are deep enough, then sends each node's start transaction and mines it.</summary>
    public async Task StartNodesAsync(IReadOnlyList<NodeRecord> nodes, Action<string> progress, CancellationToken cancel)
    {
        await MineAsync(plan.BlocksToStart, progress, cancel);
        foreach (var node in nodes)
        {
            await CollateralFunding.SendAsync(miner, StartOf(node), cancel);
        }
        await MineAsync(1, progress, cancel);
    }

    public async Task MineAsync(int blocks, Action<string> progress, CancellationToken cancel)
    {
        for (var left = blocks; left > 0; left -= Math.Min(left, BurstBlocks))
        {
            await miner.CallAsync("generate", cancel, Math.Min(left, BurstBlocks));
            progress($"{blocks - left + Math.Min(left, BurstBlocks)} of {blocks} blocks");
        }
    }

    private static Flux.Consensus.FluxNodes.Tier TierOf(NodeRecord node, IReadOnlyList<Machine> machines) => machines.Single(machine => machine.Name == node.Name).Tier!.Value;

    private Transaction StartOf(NodeRecord node)
    {
        if (!WalletKey.TryParseWif(node.NodeKey, AddressPrefixes.Main, out var nodeKey))
            throw new DevnetException(DevnetProblem.Rejected, $"The key of {node.Name} in the network's record is damaged.", "Start over with: flux up --reset");
        var collateral = new OutPoint(TxId.Parse(node.CollateralTxId), (uint)node.CollateralIndex);
        return NodeSigning.BuildStart(collateral, wallet.AccountKey(node.Account), nodeKey.PublicKey, (uint)time.GetUtcNow().ToUnixTimeSeconds());
    }
}
