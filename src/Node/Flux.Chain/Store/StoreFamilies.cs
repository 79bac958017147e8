namespace Flux.Chain.Store;

/// <summary>Names of the column families.</summary>
internal static class StoreFamilies
{
    public const string Meta = "meta";
    public const string Files = "files";
    public const string Headers = "headers";
    public const string Heights = "heights";
    public const string Coins = "coins";
    public const string Ledger = "ledger";
    public const string Nullifiers = "nullifiers";
    public const string Anchors = "anchors";
    public const string Transactions = "transactions";
    public const string Addresses = "addresses";
    public const string Spent = "spent";
    public const string Times = "times";

    public static IReadOnlyList<string> All { get; } = [Meta, Files, Headers, Heights, Coins, Ledger, Nullifiers, Anchors, Transactions, Addresses, Spent, Times];

    /// <summary>What a block number and nothing else determines: coins, ledger and what else blocks change. Neither headers nor files nor indexes.</summary>
    public static IReadOnlyList<string> State { get; } = [.. All.Except([Meta, Files, Headers, Heights, Transactions, Addresses, Spent, Times])];
}
