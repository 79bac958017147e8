using Flux.Primitives.Addresses;
using Flux.Wallets.Hd;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Accounts;

/// <summary>An address of the wallet and where it comes from.</summary>
/// <param name="Address">The address.</param>
/// <param name="Account">Name of its account; <see cref="Imported"/> or <see cref="Watched"/> for addresses outside of any.</param>
/// <param name="Change">0 receiving, 1 change; -1 outside of accounts.</param>
/// <param name="Index">Place in the chain of addresses; -1 outside of accounts.</param>
public sealed record OwnAddress(Address Address, string Account, int Change, int Index)
{
    /// <summary>Account name of single imported keys.</summary>
    public const string Imported = "imported";

    /// <summary>Account name of single watched addresses.</summary>
    public const string Watched = "watched";

    /// <summary>The script of a shared address, or null.</summary>
    public RedeemScript? Redeem { get; init; }

    /// <summary>Whether the wallet has a key that signs for it (one of several for a shared address).</summary>
    public bool CanSign { get; init; }

    /// <summary>Public keys that may sign and their path from the signer's master key, as far as known.</summary>
    public IReadOnlyList<(byte[] PublicKey, DerivationPath? Path)> Keys { get; init; } = [];
}
