using Flux.Primitives.Addresses;
using Flux.Wallets.Accounts;
using Flux.Wallets.Hd;
using Flux.Wallets.Keystore;

namespace Flux.Wallets.Tests.Accounts;

/// <summary>The two word lists of the wallet reference §1.5, and wallets made of them.</summary>
internal static class Words
{
    public const string A = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
    public const string B = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong";
    public const int CoinType = 19167;
    public const uint BranchId = 0x76b809bb;

    public static AddressPrefixes Main => AddressPrefixes.Main;

    public static ExtendedKey Master(string words) => ExtendedKey.FromSeed(Bip39.ToSeed(words, ""));

    public static string SignerKey(string words) => Account.SignerKey(Master(words), CoinType, 0).ToText(Main);

    public static AccountRecord Ssp => new() { Name = "ssp", Kind = AccountKind.Shared, Required = 2, ExtendedKeys = [SignerKey(A), SignerKey(B)] };

    public static KeyRing RingOf(string words, params AccountRecord[] accounts) => KeyRing.Open(new KeystoreContent { Words = words, Accounts = [.. accounts] }, Main, CoinType);
}
