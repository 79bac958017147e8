namespace Flux.Consensus.Rejects;

public static partial class RejectTable
{
    private const string HeaderRules = "chain reference §3.2";

    /// <summary>Header version below 4.</summary>
    public static Reject HeaderVersionTooLow { get; } = Row("version-too-low", 100, HeaderRules);

    /// <summary>The Equihash solution does not solve the header.</summary>
    public static Reject InvalidSolution { get; } = Row("invalid-solution", 100, HeaderRules);

    /// <summary>Hash above the target, or a senseless target.</summary>
    public static Reject HighHash { get; } = Row("high-hash", 50, HeaderRules);

    /// <summary>Ahead of the clock; may be fine later.</summary>
    public static Reject TimeTooNew { get; } = Row("time-too-new", 0, "chain reference §4.7", marksInvalid: false);

    /// <summary>Not after the median of its ancestors (proof of node: not after its parent).</summary>
    public static Reject TimeTooOld { get; } = Row("time-too-old", 0, "chain reference §4.7");

    /// <summary>A branch that forks off too far below our tip.</summary>
    public static Reject ForkTooDeep { get; } = Row("bad-fork-prior-to-maxreorgdepth", 10, "chain reference §10.2", marksInvalid: false);

    /// <summary>A solution of a size that this height does not allow.</summary>
    public static Reject BadSolutionSize { get; } = Row("bad-equihash-solution-size", 100, "chain reference §4.3");

    /// <summary>Header field 6 is not what the ancestors demand.</summary>
    public static Reject BadTarget { get; } = Row("bad-diffbits", 100, HeaderRules);

    /// <summary>Another block than the checkpoint at its height.</summary>
    public static Reject CheckpointMismatch { get; } = Row("checkpoint mismatch", 0, "chain reference §10.4", RejectKind.Checkpoint);

    /// <summary>The Merkle root is not that of the transactions: a body that does not belong to the header.</summary>
    public static Reject BadMerkleRoot { get; } = Row("bad-txnmrklroot", 100, HeaderRules, marksInvalid: false);

    /// <summary>A list of transactions with a doubled tail, which has the same root as the list without it.</summary>
    public static Reject MutatedMerkleTree { get; } = Row("bad-txns-duplicate", 100, HeaderRules, marksInvalid: false);

    /// <summary>No transactions, or more bytes than a block may have.</summary>
    public static Reject BadBlockLength { get; } = Row("bad-blk-length", 100, HeaderRules, marksInvalid: false);

    /// <summary>The first transaction is no coinbase.</summary>
    public static Reject CoinbaseMissing { get; } = Row("bad-cb-missing", 100, HeaderRules);

    /// <summary>A second coinbase.</summary>
    public static Reject CoinbaseMultiple { get; } = Row("bad-cb-multiple", 100, HeaderRules);

    /// <summary>Two FluxNode transactions for one collateral.</summary>
    public static Reject FluxNodeMultiple { get; } = Row("bad-fluxnode-tx-multiple", 100, HeaderRules);

    /// <summary>More legacy signature operations than a block may have.</summary>
    public static Reject BadBlockSigOps { get; } = Row("bad-blk-sigops", 100, HeaderRules, marksInvalid: false);

    /// <summary>Legacy and P2SH signature operations together are too many.</summary>
    public static Reject TooManySigOps { get; } = Row("bad-blk-sigops", 100, "chain reference §7");

    /// <summary>A transaction whose lock time is not reached.</summary>
    public static Reject BlockTransactionNotFinal { get; } = Row("bad-txns-nonfinal", 10, HeaderRules);

    /// <summary>The coinbase script does not begin with the height.</summary>
    public static Reject CoinbaseHeight { get; } = Row("bad-cb-height", 100, HeaderRules);

    /// <summary>After the height comes no push of the genesis tag: a coinbase of another network (own networks).</summary>
    public static Reject CoinbaseGenesisTag { get; } = Row("bad-cb-genesis-tag", 100, "architecture §4");

    /// <summary>Header field 4 is not the root of the node records after the parent (own networks).</summary>
    public static Reject BadStateRoot { get; } = Row("bad-node-root-in-block", 100, "architecture §4");

    /// <summary>A transaction id that still has unspent outputs.</summary>
    public static Reject RepeatedTransaction { get; } = Row("bad-txns-BIP30", 100, "chain reference §6.6");

    /// <summary>Fees worth more than all money.</summary>
    public static Reject FeesOutOfRange { get; } = Row("bad-txns-fee-outofrange", 100, "chain reference §6.6");

    /// <summary>The coinbase takes more than new money and fees.</summary>
    public static Reject CoinbaseAmount { get; } = Row("bad-cb-amount", 100, "chain reference §5.4");

    /// <summary>A tier's payee is not paid exactly.</summary>
    public static Reject FluxNodesNotPaid { get; } = Row("bad-txns-not-paying-correct-fluxnodes", 1, "chain reference §5.4");

    /// <summary>Money was made or lost: never seen unless these rules have a fault.</summary>
    public static Reject MoneyNotConserved { get; } = Row("bad-blk-conservation", 100, "architecture, Escrow coins, exactly");

    /// <summary>A payment to the escrow address that is not exactly of the form that makes an escrow coin.</summary>
    public static Reject BadEscrow { get; } = Row("bad-txns-escrow", 100, "architecture, Escrow coins, exactly");
}
