using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Wallets.Accounts;
using Flux.Wallets.Hd;
using Flux.Wallets.Keys;
using Flux.Wallets.Keystore;

namespace Flux.Daemon.Wallet;

/// <summary>
/// The daemon wallet's file and keys. As the C++ daemon's it is not encrypted (the file's password is empty; only its owner can read it):
/// a service that spends without a person at hand can't ask for one. Its keys come from words, so a copy of the file stays good for ever.
/// </summary>
internal sealed class WalletKeys : IDisposable
{
    /// <summary>Addresses known beyond the last one given out, as the C++ daemon's key pool.</summary>
    public const int PoolSize = 100;

    private const int Words = 24;
    private static readonly KeyDerivation Unprotected = new(64, 1, 1);
    private readonly KeystoreFile _file;
    private readonly Network _network;
    private Dictionary<Script, OwnAddress> _scripts = [];

    private WalletKeys(KeystoreFile file, Network network)
    {
        (_file, _network) = (file, network);
        Ring = OpenRing();
    }

    public KeyRing Ring { get; private set; }

    public KeystoreContent Content => _file.Content;

    public string Path => _file.Path;

    private Account Main => Ring.Accounts[0];

    private AccountRecord Record => Content.Accounts[0];

    public static bool Exists(string path) => File.Exists(path);

    /// <summary>Opens the file, or makes one.</summary>
    public static WalletKeys Open(string path, Network network)
    {
        if (Exists(path)) return new WalletKeys(KeystoreFile.Open(path, ""), network);
        var content = new KeystoreContent { Words = Bip39.Generate(Words) };
        using var master = KeyRing.MasterOf(content);
        content = content with { Accounts = [KeyRing.SingleRecord(master, network.Addresses, network.CoinType, "main", 0)] };
        return new WalletKeys(KeystoreFile.Create(path, network.Name, "", content, Unprotected), network);
    }

    /// <summary>Whose coin a script is; null when it is not the wallet's.</summary>
    public OwnAddress? OwnerOf(Script script) => _scripts.TryGetValue(script, out var own) ? own
        : ScriptTemplate.Classify(script).Kind == ScriptKind.PubKey && Address.TryFromScript(script, out var address) ? Ring.Find(address)
        : null;

    public OwnAddress? Find(Address address) => OwnerOf(address.ToScript());

    /// <summary>A new address of a chain: 0 receiving, 1 change.</summary>
    public OwnAddress Next(int change)
    {
        var index = change == 0 ? Record.NextReceive : Record.NextChange;
        MoveOn(change, index + 1);
        return Main.AddressAt(change, index);
    }

    /// <summary>Addresses that were given out to others, imported ones included; change is not among them.</summary>
    public IEnumerable<OwnAddress> Given() =>
        Enumerable.Range(0, Record.NextReceive).Select(i => Main.AddressAt(0, i)).Concat(Ring.Singles.Select(Known));

    /// <summary>The label of an address that was given out or imported, empty without one; null for change and for the pool.</summary>
    public string? AccountOf(OwnAddress own)
    {
        var given = own.Index < 0 || (own.Change == 0 && own.Index < Record.NextReceive);
        return given ? Content.Labels.GetValueOrDefault(own.Address.ToText(_network.Addresses), "") : null;
    }

    /// <summary>Every address of the wallet, those of the pool and of change included.</summary>
    public IEnumerable<OwnAddress> All() => _scripts.Values;

    /// <summary>Changes what is kept but neither keys nor addresses.</summary>
    public void Save(Func<KeystoreContent, KeystoreContent> change) => _file.Save(change(Content));

    /// <summary>Changes keys, scripts or watched addresses.</summary>
    public void SaveKeys(Func<KeystoreContent, KeystoreContent> change)
    {
        Save(change);
        Ring.Dispose();
        Ring = OpenRing();
    }

    /// <summary>Adds private keys (WIF of this network); addresses that were watched until now can be spent from.</summary>
    public void Import(IReadOnlyCollection<string> wifs)
    {
        var added = wifs.Except(Content.ImportedKeys).ToList();
        var addresses = added.Select(wif => WalletKey.TryParseWif(wif, _network.Addresses, out var key) ? key.Address.ToText(_network.Addresses) : "").ToHashSet();
        SaveKeys(content => content with { ImportedKeys = [.. content.ImportedKeys, .. added], WatchedAddresses = content.WatchedAddresses.RemoveAll(addresses.Contains) });
    }

    /// <summary>A used address moves the indexes on, so that a restored file finds what came later. True when that made further addresses known.</summary>
    public bool MarkUsed(OwnAddress own)
    {
        if (own.Index < 0 || own.Index < (own.Change == 0 ? Record.NextReceive : Record.NextChange)) return false;
        MoveOn(own.Change, own.Index + 1);
        return true;
    }

    public void BackUp(string path) => _file.BackUp(path, "");

    public void Dispose()
    {
        Ring.Dispose();
        _file.Dispose();
    }

    // Deriving all addresses again would make each new one as dear as all before it.
    private void MoveOn(int change, int next)
    {
        var (record, before) = (Record, change == 0 ? Record.NextReceive : Record.NextChange);
        Save(content => content with { Accounts = [change == 0 ? record with { NextReceive = next } : record with { NextChange = next }] });
        for (var i = before + PoolSize; i < next + PoolSize; i++) Add(Ring.AddressAt(Main, change, i));
    }

    private void Add(OwnAddress own) => _scripts.TryAdd(own.Address.ToScript(), own);

    private OwnAddress Known(OwnAddress own) => _scripts.GetValueOrDefault(own.Address.ToScript(), own);

    private KeyRing OpenRing()
    {
        var ring = KeyRing.Open(Content, _network.Addresses, _network.CoinType);
        _scripts = [];
        foreach (var own in ring.Addresses(PoolSize).Where(own => own.Redeem is null)) Add(own);
        // As in the C++ daemon, a shared address is the wallet's own when all its keys are; else it is only looked at.
        foreach (var shared in ring.Singles.Where(own => own.Redeem is not null)) Add(shared with { CanSign = shared.Redeem!.Keys.All(key => _scripts.GetValueOrDefault(Address.OfPublicKey(key).ToScript()) is { CanSign: true }) });
        return ring;
    }
}
