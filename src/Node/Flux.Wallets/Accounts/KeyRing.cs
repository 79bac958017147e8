using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Wallets.Hd;
using Flux.Wallets.Keys;
using Flux.Wallets.Keystore;

namespace Flux.Wallets.Accounts;

/// <summary>
/// All keys and addresses of an unlocked wallet: those of its accounts, imported ones, watched ones. Dispose it to lock the wallet:
/// private keys are emptied.
/// </summary>
public sealed class KeyRing : IDisposable
{
    private readonly ExtendedKey? _master;
    private readonly AddressPrefixes _prefixes;
    private readonly Dictionary<Address, OwnAddress> _known = [];
    private readonly Dictionary<string, WalletKey> _imported = new(StringComparer.Ordinal);

    private KeyRing(ExtendedKey? master, AddressPrefixes prefixes, IReadOnlyList<Account> accounts) =>
        (_master, _prefixes, Accounts, Fingerprint) = (master, prefixes, accounts, master?.Fingerprint);

    /// <summary>The accounts, in the file's order.</summary>
    public IReadOnlyList<Account> Accounts { get; }

    /// <summary>Addresses outside of accounts: imported and watched ones.</summary>
    public IReadOnlyList<OwnAddress> Singles { get; private set; } = [];

    /// <summary>Which words these are, without giving them away; null without words.</summary>
    public uint? Fingerprint { get; }

    /// <summary>Opens what a keystore protects.</summary>
    /// <exception cref="ArgumentException">Something in it can't be used; the message says what.</exception>
    public static KeyRing Open(KeystoreContent content, AddressPrefixes prefixes, int coinType)
    {
        ArgumentNullException.ThrowIfNull(content);
        var master = content.Words.Length > 0 ? MasterOf(content) : null;
        var records = content.Accounts.IsEmpty && master is not null ? [SingleRecord(master, prefixes, coinType, "main", 0)] : content.Accounts;
        var accounts = records.Select(record => Account.Open(record, prefixes, coinType, master)).ToList();
        var ring = new KeyRing(master, prefixes, accounts);
        ring.OpenSingles(content);
        return ring;
    }

    /// <summary>The record of a BIP44 account of some words.</summary>
    public static AccountRecord SingleRecord(ExtendedKey master, AddressPrefixes prefixes, int coinType, string name, int number) => new()
    {
        Name = name,
        Kind = AccountKind.Single,
        Number = number,
        ExtendedKeys = [master.Derive(Account.PathOf(AccountKind.Single, coinType, number)).Neuter().ToText(prefixes)],
    };

    /// <summary>The master key of the words; the caller disposes it.</summary>
    public static ExtendedKey MasterOf(KeystoreContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var seed = Bip39.ToSeed(content.Words, content.Passphrase);
        try
        {
            return ExtendedKey.FromSeed(seed);
        }
        finally
        {
            SecretBytes.Wipe(seed);
        }
    }

    /// <summary>Every address given out so far and the next <paramref name="beyond"/> of each chain, imported and watched ones included.</summary>
    public IEnumerable<OwnAddress> Addresses(int beyond)
    {
        foreach (var account in Accounts)
        {
            for (var i = 0; i < account.Record.NextReceive + beyond; i++) yield return Remember(account.AddressAt(0, i));
            for (var i = 0; i < account.Record.NextChange + beyond; i++) yield return Remember(account.AddressAt(1, i));
        }
        foreach (var single in Singles) yield return single;
    }

    /// <summary>An account by name, or null.</summary>
    public Account? FindAccount(string name) => Accounts.FirstOrDefault(account => account.Record.Name == name);

    /// <summary>The address at a place of an account.</summary>
    public OwnAddress AddressAt(Account account, int change, int index) => Remember(account.AddressAt(change, index));

    /// <summary>What the wallet knows of an address that was derived before (by <see cref="Addresses"/> or <see cref="AddressAt"/>), or null.</summary>
    public OwnAddress? Find(Address address) => _known.GetValueOrDefault(address);

    /// <summary>The wallet's keys that may sign for an address; none when it only watches.</summary>
    public IReadOnlyList<WalletKey> KeysOf(OwnAddress own)
    {
        ArgumentNullException.ThrowIfNull(own);
        if (FindAccount(own.Account) is { } account && own.Index >= 0) return account.KeyAt(own.Change, own.Index) is { } key ? [key] : [];
        var candidates = own.Redeem is null ? own.Keys.Select(k => k.PublicKey) : own.Redeem.Keys;
        return [.. candidates.Select(Convert.ToHexString).Where(_imported.ContainsKey).Select(hex => _imported[hex])];
    }

    /// <summary>The single key of a t1 address derived before, or null.</summary>
    public WalletKey? FindKey(Address address) => Find(address) is { Redeem: null } own && KeysOf(own) is [var key, ..] ? key : null;

    /// <summary>The key that a container says is at a path of these words, when it really is; imported keys are found by public key alone.</summary>
    public WalletKey? FindKey(ReadOnlySpan<byte> publicKey, uint fingerprint, DerivationPath path)
    {
        if (_imported.TryGetValue(Convert.ToHexString(publicKey), out var imported)) return imported;
        if (_master is null || fingerprint != Fingerprint || path.Steps.Length > MostSteps) return null;
        var key = new WalletKey(_master.Derive(path).PrivateKey);
        return key.PublicKey.AsSpan().SequenceEqual(publicKey) ? key : null;
    }

    /// <summary>Empties every private key.</summary>
    public void Dispose()
    {
        _master?.Dispose();
        foreach (var account in Accounts) account.Dispose();
        foreach (var key in _imported.Values) key.Dispose();
    }

    private const int MostSteps = 16;

    private OwnAddress Remember(OwnAddress own)
    {
        _known.TryAdd(own.Address, own);
        return own;
    }

    private void OpenSingles(KeystoreContent content)
    {
        var singles = new List<OwnAddress>();
        foreach (var (wif, place) in content.ImportedKeys.Select((wif, i) => (wif, i + 1)))
        {
            if (!WalletKey.TryParseWif(wif, _prefixes, out var key)) throw new ArgumentException($"Imported key {place} is not a private key (WIF) of this network.", nameof(content));
            _imported[Convert.ToHexString(key.PublicKey)] = key;
            singles.Add(new OwnAddress(key.Address, OwnAddress.Imported, -1, -1) { CanSign = true, Keys = [(key.PublicKey, null)] });
        }
        foreach (var (hex, place) in content.RedeemScripts.Select((hex, i) => (hex, i + 1)))
        {
            if (!Script.TryParseHex(hex, out var script) || !RedeemScript.TryRead(script, out var redeem)) throw new ArgumentException($"Redeem script {place} is not an m-of-n script.", nameof(content));
            var canSign = redeem.Keys.Any(key => _imported.ContainsKey(Convert.ToHexString(key)));
            singles.Add(new OwnAddress(redeem.Address, OwnAddress.Imported, -1, -1) { Redeem = redeem, CanSign = canSign, Keys = [.. redeem.Keys.Select(key => (key, (DerivationPath?)null))] });
        }
        foreach (var text in content.WatchedAddresses)
        {
            if (!Address.TryParse(text, _prefixes, out var address)) throw new ArgumentException($"Watched address '{text}' is not one of this network.", nameof(content));
            singles.Add(new OwnAddress(address, OwnAddress.Watched, -1, -1));
        }
        Singles = [.. singles.DistinctBy(own => own.Address)];
        foreach (var own in Singles) Remember(own);
    }
}
