using Flux.Primitives.Addresses;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Hd;

/// <summary>The keys of one seed under BIP44: <c>m/44'/coin'/account'/change/index</c>. Derived keys are kept for quick look-up.</summary>
public sealed class HdWallet
{
    /// <summary>Addresses looked at beyond the last used one (BIP44).</summary>
    public const int GapLimit = 20;

    private readonly ExtendedKey _master;
    private readonly int _coinType;
    private readonly Dictionary<(int Account, int Change), ExtendedKey> _chains = [];
    private readonly Dictionary<Address, (int Account, int Change, int Index)> _places = [];

    /// <param name="seed">BIP39 seed, 64 bytes.</param>
    /// <param name="coinType">19167 for FLUX, also on own networks.</param>
    public HdWallet(ReadOnlySpan<byte> seed, int coinType)
    {
        _master = ExtendedKey.FromSeed(seed);
        _coinType = coinType;
    }

    /// <summary>The account's extended public key, from which a watching program derives all addresses.</summary>
    public ExtendedKey AccountPublicKey(int account) => Account(account).Neuter();

    /// <summary>The address at a place; change 0 is for receiving, 1 for change.</summary>
    public Address AddressAt(int account, int change, int index)
    {
        var address = Address.OfPublicKey(Chain(account, change).Child((uint)index).PublicKey);
        _places.TryAdd(address, (account, change, index));
        return address;
    }

    /// <summary>The key at a place.</summary>
    public WalletKey KeyAt(int account, int change, int index)
    {
        AddressAt(account, change, index);
        return new WalletKey(Chain(account, change).Child((uint)index).PrivateKey);
    }

    /// <summary>The key of an address derived before (by <see cref="AddressAt"/>), or null.</summary>
    public WalletKey? FindKey(Address address) => _places.TryGetValue(address, out var place) ? KeyAt(place.Account, place.Change, place.Index) : null;

    private ExtendedKey Account(int account) =>
        _master.Child(44 | DerivationPath.Hardened).Child((uint)_coinType | DerivationPath.Hardened).Child((uint)account | DerivationPath.Hardened);

    private ExtendedKey Chain(int account, int change)
    {
        if (_chains.TryGetValue((account, change), out var chain)) return chain;
        return _chains[(account, change)] = Account(account).Child((uint)change);
    }
}
