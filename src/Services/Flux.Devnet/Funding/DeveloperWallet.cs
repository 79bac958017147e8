using System.Security.Cryptography;
using Flux.Devnet.State;
using Flux.Primitives.Addresses;
using Flux.Wallets.Accounts;
using Flux.Wallets.Hd;
using Flux.Wallets.Keys;
using Flux.Wallets.Keystore;

namespace Flux.Devnet.Funding;

/// <summary>
/// The wallet that owns a local network's money: account 0 gets the mining rewards, account i holds the collateral of node i and its income.
/// An ordinary keystore file; its passphrase lies beside it, because nothing on this network is worth anything elsewhere.
/// </summary>
public sealed class DeveloperWallet
{
    private const int RecoveryWords = 12;
    private const int PassphraseBytes = 16;
    private const int Receiving = 0;
    private const int Change = 1;
    private const int FluxCoinType = 19167;

    /// <summary>The file's passphrase is random, so stretching it would only cost time.</summary>
    private static readonly KeyDerivation Derivation = new(8 * 1024, 1, 1);

    private readonly HdWallet keys;
    private readonly string words;

    private DeveloperWallet(string words) => (keys, this.words) = (new HdWallet(Bip39.ToSeed(words, ""), FluxCoinType), words);

    /// <summary>Where mining rewards and money from others arrive.</summary>
    public string Address => keys.AddressAt(0, Receiving, 0).ToText(AddressPrefixes.Main);

    public string ChangeAddress => keys.AddressAt(0, Change, 0).ToText(AddressPrefixes.Main);

    /// <summary>The key of an account's first address.</summary>
    public WalletKey AccountKey(int account) => keys.KeyAt(account, Receiving, 0);

    /// <summary>The key of one of the addresses above, or null.</summary>
    public WalletKey? FindKey(Address address) => keys.FindKey(address);

    /// <summary>The keys of <see cref="Address"/> and <see cref="ChangeAddress"/> for containers; the caller disposes them.</summary>
    public KeyRing OpenKeys()
    {
        var ring = KeyRing.Open(new KeystoreContent { Words = words }, AddressPrefixes.Main, FluxCoinType);
        ring.AddressAt(ring.Accounts[0], Receiving, 0);
        ring.AddressAt(ring.Accounts[0], Change, 0);
        return ring;
    }

    /// <summary>Opens the wallet of a home folder, or makes one.</summary>
    /// <exception cref="DevnetException">The wallet file is damaged or its passphrase is gone.</exception>
    public static DeveloperWallet OpenOrCreate(HomeFolder home)
    {
        try
        {
            var file = File.Exists(home.WalletFile) ? KeystoreFile.Open(home.WalletFile, ReadPassphrase(home)) : Create(home);
            return new DeveloperWallet(file.Content.Words);
        }
        catch (KeystoreException e)
        {
            throw new DevnetException(DevnetProblem.Rejected, $"The developer wallet can't be used: {e.Message}", "Start over with: flux up --reset", e);
        }
    }

    private static KeystoreFile Create(HomeFolder home)
    {
        var passphrase = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PassphraseBytes));
        OwnerOnlyFile.WriteText(home.PassphraseFile, passphrase + "\n");
        return KeystoreFile.Create(home.WalletFile, "local", passphrase, new KeystoreContent { Words = Bip39.Generate(RecoveryWords) }, Derivation);
    }

    private static string ReadPassphrase(HomeFolder home) => File.Exists(home.PassphraseFile)
        ? File.ReadAllText(home.PassphraseFile).Trim()
        : throw new DevnetException(DevnetProblem.Rejected, $"The developer wallet's passphrase {home.PassphraseFile} is gone.", "Put it back, or start over with: flux up --reset");
}
