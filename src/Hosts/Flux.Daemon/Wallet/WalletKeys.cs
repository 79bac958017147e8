using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Wallets.Accounts;
using Flux.Wallets.Hd;
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
        var record = Main.Record;
        var own = Main.AddressAt(change, change == 0 ? record.NextReceive : record.NextChange);
        var moved = record with { NextReceive = record.NextReceive + (change == 0 ? 1 : 0), NextChange = record.NextChange + change };
        Save(content => content with { Accounts = [moved] });
        return own;
    }

    /// <summary>Addresses that were given out to others, imported ones included; change is not among them.</summary>
    public IEnumerable<OwnAddress> Given() =>
        Enumerable.Range(0, Main.Record.NextReceive).Select(i => Main.AddressAt(0, i)).Concat(Ring.Singles);

    public void Save(Func<KeystoreContent, KeystoreContent> change)
    {
        _file.Save(change(Content));
        Ring.Dispose();
        Ring = OpenRing();
    }

    /// <summary>A used address moves the indexes on, so that a restored file finds what came later.</summary>
    public void MarkUsed(OwnAddress own)
    {
        var record = Main.Record;
        if (own.Index < 0 || own.Index < (own.Change == 0 ? record.NextReceive : record.NextChange)) return;
        Save(content => content with
        {
            Accounts = [own.Change == 0 ? record with { NextReceive = own.Index + 1 } : record with { NextChange = own.Index + 1 }],
        });
    }

    public void BackUp(string path) => _file.BackUp(path, "");

    public void Dispose()
    {
        Ring.Dispose();
        _file.Dispose();
    }

    private KeyRing OpenRing()
    {
        var ring = KeyRing.Open(Content, _network.Addresses, _network.CoinType);
        _scripts = ring.Addresses(PoolSize).DistinctBy(own => own.Address).ToDictionary(own => own.Address.ToScript());
        return ring;
    }
}
