using Flux.Consensus.Blocks;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Scripts;
using Flux.Consensus.Shielded;
using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>What the filters judge against: the chain after its tip and the pool itself. Made anew when the tip changes.</summary>
internal sealed record PoolContext
{
    /// <summary>Whose rules.</summary>
    public required Network Network { get; init; }

    /// <summary>Settings.</summary>
    public required PoolOptions Options { get; init; }

    /// <summary>State after the tip.</summary>
    public required LedgerState Ledger { get; init; }

    /// <summary>Median time past of the tip, Unix seconds.</summary>
    public required uint MedianTime { get; init; }

    /// <summary>Coins after the tip.</summary>
    public required ICoinView Coins { get; init; }

    /// <summary>Nullifiers and anchors after the tip.</summary>
    public required IShieldedView Shielded { get; init; }

    /// <summary>True when the chain has unspent outputs of a transaction, the last second's apart.</summary>
    public required Func<TxId, bool> HasCoinsOf { get; init; }

    /// <summary>The waiting transactions.</summary>
    public required TransactionPool Pool { get; init; }

    /// <summary>What left the pool lately and should not come back.</summary>
    public required LatelyRemoved Lately { get; init; }

    /// <summary>Good signatures.</summary>
    public required ISignatureCache Signatures { get; init; }

    /// <summary>Height of the next block.</summary>
    public int NextHeight => Ledger.Height + 1;

    /// <summary>Coins after the tip and those that waiting transactions make.</summary>
    public ICoinView AllCoins => new PoolCoinView(Pool, Coins);
}
