using System.Collections.Immutable;

namespace Flux.Wallets.Keystore;

/// <summary>What a keystore protects. Exists in memory only while the wallet is unlocked.</summary>
public sealed record KeystoreContent
{
    /// <summary>Recovery words, normalized; empty for a wallet of imported keys only.</summary>
    public string Words { get; init; } = "";

    /// <summary>BIP39 passphrase, usually empty.</summary>
    public string Passphrase { get; init; } = "";

    /// <summary>Imported single keys as WIF.</summary>
    public ImmutableArray<string> ImportedKeys { get; init; } = [];

    /// <summary>Next unused index of each chain: account/change → index.</summary>
    public ImmutableSortedDictionary<string, int> NextIndex { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Labels by address.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
