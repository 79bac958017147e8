using System.Collections.Immutable;
using Flux.Wallets.Accounts;

namespace Flux.Wallets.Keystore;

/// <summary>What a keystore protects. Exists in memory only while the wallet is unlocked.</summary>
public sealed record KeystoreContent
{
    /// <summary>Recovery words, normalized; empty for a wallet that only watches or has imported keys only.</summary>
    public string Words { get; init; } = "";

    /// <summary>BIP39 passphrase, usually empty.</summary>
    public string Passphrase { get; init; } = "";

    /// <summary>The accounts; when empty, words stand for one BIP44 account 0.</summary>
    public ImmutableArray<AccountRecord> Accounts { get; init; } = [];

    /// <summary>Imported single keys as WIF.</summary>
    public ImmutableArray<string> ImportedKeys { get; init; } = [];

    /// <summary>Imported m-of-n scripts, hex.</summary>
    public ImmutableArray<string> RedeemScripts { get; init; } = [];

    /// <summary>Addresses that are only looked at.</summary>
    public ImmutableArray<string> WatchedAddresses { get; init; } = [];

    /// <summary>Labels by address.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Address book: address by name.</summary>
    public ImmutableSortedDictionary<string, string> Contacts { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Coins the owner keeps from being spent, <c>txid:index</c>.</summary>
    public ImmutableSortedSet<string> LockedCoins { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Collateral-sized coins the owner has freed for spending, <c>txid:index</c>.</summary>
    public ImmutableSortedSet<string> FreedCoins { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>What was sent and is not settled or given up, oldest first.</summary>
    public ImmutableArray<SentRecord> Sent { get; init; } = [];

    /// <summary>The owner's choices.</summary>
    public WalletSettings Settings { get; init; } = new();
}
