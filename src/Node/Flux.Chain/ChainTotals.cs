using Flux.Consensus.Ledger;
using Flux.Primitives;

namespace Flux.Chain;

/// <summary>
/// The whole state after one block, counted from the store itself, so that two nodes can be compared (<c>gettxoutsetinfo</c>).
/// </summary>
public sealed record ChainTotals
{
    /// <summary>Height of the block.</summary>
    public required int Height { get; init; }

    /// <summary>The block.</summary>
    public required BlockHash Tip { get; init; }

    /// <summary>Transactions with at least one unspent output.</summary>
    public required long Transactions { get; init; }

    /// <summary>Unspent outputs, escrow coins included.</summary>
    public required long Coins { get; init; }

    /// <summary>Bytes of the stored coins, keys included.</summary>
    public required long CoinBytes { get; init; }

    /// <summary>Value of the ordinary coins.</summary>
    public required Amount CoinAmount { get; init; }

    /// <summary>Worth of the escrow coins at this height.</summary>
    public required Amount EscrowWorth { get; init; }

    /// <summary>SHA-256 over all coins in order of outpoint: key and value of each with their lengths.</summary>
    public required Hash256 CoinsHash { get; init; }

    /// <summary>SHA-256 over all rows of the ledger state in order of key.</summary>
    public required Hash256 LedgerHash { get; init; }

    /// <summary>SHA-256 over all nullifiers and anchors in order of key.</summary>
    public required Hash256 ShieldedHash { get; init; }

    /// <summary>Nodes in the list.</summary>
    public required int Nodes { get; init; }

    /// <summary>Running totals of the ledger, to be compared with what was counted.</summary>
    public required LedgerTotals Ledger { get; init; }

    /// <summary>What was counted equals what the ledger says, and no money was made or lost.</summary>
    public bool AreConsistent => Ledger.AreConserved && Ledger.Coins == CoinAmount && Ledger.EscrowWorth == EscrowWorth;
}
