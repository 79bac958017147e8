namespace Flux.P2P.Peers;

/// <summary>
/// What costs a peer points, besides blocks, headers and transactions that break a rule (their row of the reject table says how much).
/// Chain reference §11.3, §11.4, §11.8; "own" marks what fluxd lets pass.
/// </summary>
internal static class Offences
{
    public static Offence SecondVersion { get; } = new("version twice", 1);

    public static Offence NoVersion { get; } = new("message before version", 1);

    /// <summary>Own: fluxd answers reject and counts nothing; here a hundred end the connection.</summary>
    public static Offence Unreadable { get; } = new("unreadable payload", 1);

    public static Offence UnknownTransactionFormat { get; } = new("unknown transaction format", 100);

    /// <summary>Own: messages that bring nothing, over 50 a second in the long run and 1,000 at once.</summary>
    public static Offence Chatter { get; } = new("too many messages that bring nothing", 1);

    public static Offence TooManyAddresses { get; } = new("addr with more than 1000 entries", 20);

    public static Offence TooManyInventoryItems { get; } = new("more than 50000 inventory items", 20);

    public static Offence TooManyHeaders { get; } = new("more than 160 headers", 20);

    public static Offence TooManyCompactHeaders { get; } = new("more than 2000 compact headers", 20);

    public static Offence CompactHeadersAboveCheckpoint { get; } = new("compact headers at or above the last checkpoint", 100);

    public static Offence HeadersWithGap { get; } = new("headers that do not follow one another", 20);

    /// <summary>Counted for every tenth announcement in a row, because an honest peer can run ahead of us.</summary>
    public static Offence UnconnectedHeaders { get; } = new("headers without a known parent", 10);

    /// <summary>Own: no honest branch that leaves ours anywhere is longer than both, with room to spare, before it has more work.</summary>
    public static Offence TooManyWeakHeaders { get; } = new("more headers with less work than the tip than any branch has", 100);

    /// <summary>Own: no honest locator has more than 10 + log2(height) entries.</summary>
    public static Offence LongLocator { get; } = new("locator with more than 101 entries", 20);

    public static Offence BloomNotOffered { get; } = new("bloom filter, which we do not offer", 100);

    public static Offence FilterTooLarge { get; } = new("bloom filter over 36000 bytes or 50 functions", 100);

    public static Offence FilterElementTooLong { get; } = new("filteradd with more than 520 bytes", 100);

    public static Offence InvalidCompactBlock { get; } = new("compact block that cannot be", 100);

    /// <summary>Own: the same as for a block that is refused at once.</summary>
    public static Offence BadBlockBody { get; } = new("block whose body turned out bad", 50);

    public static Offence InvalidBlockTransactions { get; } = new("blocktxn with another number of transactions than asked for", 100);

    public static Offence BlockIndexOutOfRange { get; } = new("getblocktxn with an index out of range or twice", 100);

    /// <summary>Own: sendcmpct(true) was not sent, so nobody may send these unasked without limit.</summary>
    public static Offence UnaskedBlockTransactions { get; } = new("blocktxn that was not asked for", 10);
}
