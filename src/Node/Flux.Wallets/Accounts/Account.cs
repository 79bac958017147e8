using System.Collections.Immutable;
using Flux.Primitives.Addresses;
using Flux.Wallets.Hd;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Accounts;

/// <summary>Derives an account's addresses from its extended public keys, and its keys when the wallet's seed is known.</summary>
public sealed class Account : IDisposable
{
    /// <summary>SLIP-44 number of FLUX, also on own networks; test networks have 1.</summary>
    public const int FluxCoinType = 19167;

    private const uint Single = 44, Shared = 48, ScriptTypeP2sh = 0;
    private readonly ImmutableArray<ExtendedKey> _signers;
    private readonly ExtendedKey? _private;
    private readonly DerivationPath _path;
    private readonly Dictionary<int, ExtendedKey> _privateChains = [];
    private readonly Dictionary<(int Signer, int Change), ExtendedKey> _chains = [];
    private readonly Dictionary<(int Change, int Index), OwnAddress> _derived = [];

    private Account(AccountRecord record, ImmutableArray<ExtendedKey> signers, ExtendedKey? privateKey, DerivationPath path) =>
        (Record, _signers, _private, _path) = (record, signers, privateKey, path);

    /// <summary>What the file keeps of it.</summary>
    public AccountRecord Record { get; }

    /// <summary>Whether the wallet can sign for it, alone or together with others.</summary>
    public bool CanSign => _private is not null;

    /// <summary>Path of the account-level key.</summary>
    public static DerivationPath PathOf(AccountKind kind, int coinType, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var steps = ImmutableArray.Create((uint)coinType | DerivationPath.Hardened, (uint)number | DerivationPath.Hardened);
        return kind == AccountKind.Single
            ? new DerivationPath([Single | DerivationPath.Hardened, .. steps])
            : new DerivationPath([Shared | DerivationPath.Hardened, .. steps, ScriptTypeP2sh | DerivationPath.Hardened]);
    }

    /// <summary>Path of the key that others need from this wallet to make a shared account.</summary>
    public static ExtendedKey SignerKey(ExtendedKey master, int coinType, int number) => master.Derive(PathOf(AccountKind.Shared, coinType, number)).Neuter();

    /// <summary>Opens a record; <paramref name="master"/> is the wallet's own, or null when it only watches.</summary>
    /// <exception cref="ArgumentException">A key or number of the record can't be used; the message says which.</exception>
    public static Account Open(AccountRecord record, AddressPrefixes prefixes, int coinType, ExtendedKey? master)
    {
        ArgumentNullException.ThrowIfNull(record);
        var signers = ImmutableArray.CreateBuilder<ExtendedKey>();
        foreach (var (text, place) in record.ExtendedKeys.Select((text, i) => (text, i + 1)))
        {
            if (!ExtendedKey.TryParse(text, prefixes, out var key)) throw new ArgumentException($"Key {place} of account '{record.Name}' is not an extended public key (xpub) of this network.", nameof(record));
            if (key.IsPrivate) throw new ArgumentException($"Key {place} of account '{record.Name}' is private; give the public one (xpub).", nameof(record));
            signers.Add(key);
        }
        if (record.Kind == AccountKind.Single && signers.Count != 1) throw new ArgumentException($"Account '{record.Name}' has {signers.Count} keys, a single account has one.", nameof(record));
        if (record.Kind == AccountKind.Shared && (signers.Count < 2 || signers.Count > RedeemScript.MostKeys || record.Required < 1 || record.Required > signers.Count))
            throw new ArgumentException($"Account '{record.Name}' is {record.Required} of {signers.Count}; a shared account has 2 to {RedeemScript.MostKeys} keys and needs 1 to all of them.", nameof(record));
        var path = PathOf(record.Kind, coinType, record.Number);
        var own = record.IsOwn ? master?.Derive(path) : null;
        if (own is not null && !signers.Any(signer => signer.IsSameAs(own))) throw new ArgumentException($"None of the keys of account '{record.Name}' is made by this wallet's words.", nameof(record));
        return new Account(record, signers.ToImmutable(), own, path);
    }

    /// <summary>The address at a place.</summary>
    public OwnAddress AddressAt(int change, int index)
    {
        if (_derived.TryGetValue((change, index), out var known)) return known;
        var keys = _signers.Select((_, i) => Chain(i, change).Child((uint)index).PublicKey).ToList();
        var redeem = Record.Kind == AccountKind.Shared ? RedeemScript.OfSorted(Record.Required, keys) : null;
        var path = new DerivationPath([.. _path.Steps, (uint)change, (uint)index]);
        var own = new OwnAddress(redeem?.Address ?? Address.OfPublicKey(keys[0]), Record.Name, change, index)
        {
            Redeem = redeem,
            CanSign = CanSign,
            Keys = [.. keys.Select(key => (key, (DerivationPath?)path))],
        };
        return _derived[(change, index)] = own;
    }

    /// <summary>The wallet's own key at a place; null when it only watches.</summary>
    public WalletKey? KeyAt(int change, int index)
    {
        if (_private is null) return null;
        if (!_privateChains.TryGetValue(change, out var chain)) chain = _privateChains[change] = _private.Child((uint)change);
        return new WalletKey(chain.Child((uint)index).PrivateKey);
    }

    /// <summary>Empties the private key; addresses can still be derived.</summary>
    public void Dispose()
    {
        _private?.Dispose();
        foreach (var chain in _privateChains.Values) chain.Dispose();
        _privateChains.Clear();
    }

    private ExtendedKey Chain(int signer, int change)
    {
        if (_chains.TryGetValue((signer, change), out var chain)) return chain;
        return _chains[(signer, change)] = _signers[signer].Child((uint)change);
    }
}
