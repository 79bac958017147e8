using Flux.Primitives.Addresses;
using Flux.Wallets.Accounts;
using Flux.Wallets.Hd;
using Flux.Wallets.Keys;
using Flux.Wallets.Keystore;

namespace Flux.Wallets.Tests.Accounts;

/// <summary>Vectors of the wallet reference §1.5, and what an account refuses.</summary>
public class AccountVectors
{
    [Fact]
    public void Ssp_account_key_is_the_published_one() =>
        Words.SignerKey(Words.A).ShouldBe("xpub6Dqni6m6r6yWq9KomUmJduE1XvTe6ZqpiqRoXtDgpkr3ynnYQwQHwLbx82nSzP6tatE6R1qnGs6626oG9qbvvSEv9zdtpdUiFz1Cs2Wen6T");

    [Theory]
    [InlineData(0, "t3RBCidPL3tWF5DFww4ioXSx3ngjr5zbPLC")]
    [InlineData(1, "t3PbvDB1f1FymASzRgmMpSBcneYkPUMk71j")]
    public void Ssp_addresses_are_the_published_ones_on_both_devices(int index, string address)
    {
        foreach (var words in (string[])[Words.A, Words.B])
        {
            using var ring = Words.RingOf(words, Words.Ssp);
            ring.AddressAt(ring.Accounts[0], 0, index).Address.ToText(Words.Main).ShouldBe(address);
        }
    }

    [Fact]
    public void Ssp_redeem_script_is_the_published_one()
    {
        using var ring = Words.RingOf(Words.B, Words.Ssp);
        ring.AddressAt(ring.Accounts[0], 0, 0).Redeem!.Script.ToString().ShouldBe(
            "5221029dc716836b95896999586ecb843be1de573ffafa1196c520bd7362a05b9d54c02103246fe832ca2c161020db8fedf91a70540d3b6554bc105eb30f7fb67ce83867ca52ae");
    }

    [Fact]
    public void Bridge_vault_of_three_keys_is_the_published_one()
    {
        var keys = new[] { (Words.A, 0), (Words.A, 1), (Words.B, 0) }.Select(place =>
        {
            using var ring = Words.RingOf(place.Item1);
            return ring.Accounts[0].KeyAt(0, place.Item2)!.PublicKey;
        });
        var vault = RedeemScript.OfSorted(2, keys);
        vault.Address.ToText(AddressPrefixes.Main).ShouldBe("t3eyhxYT5FWwN56GvQmxUfXCt49B1Nuo6w4");
        vault.Address.ToText(AddressPrefixes.Test).ShouldBe("t2Sxu1DZD7yYjcnrfLWxXD9PXAdQBAD8z4i");
    }

    [Fact]
    public void A_test_network_shows_its_own_prefix()
    {
        using var ring = Words.RingOf(Words.A);
        ring.AddressAt(ring.Accounts[0], 0, 0).Address.ToText(AddressPrefixes.Test).ShouldBe("tmC2h8FHVPUXt5BMUbVJwYeMYbg5g5y7gcj");
    }

    [Fact]
    public void A_watching_wallet_sees_the_same_addresses_and_signs_nothing()
    {
        using var own = Words.RingOf(Words.A);
        var record = own.Accounts[0].Record with { IsOwn = false };
        using var watching = KeyRing.Open(new KeystoreContent { Accounts = [record] }, Words.Main, Words.CoinType);
        var seen = watching.AddressAt(watching.Accounts[0], 0, 1);
        seen.Address.ToText(Words.Main).ShouldBe("t1PrcicCvBty8nsu2Yvp3rSoaEVNBiyPVoc");
        seen.CanSign.ShouldBeFalse();
        watching.KeysOf(seen).ShouldBeEmpty();
    }

    [Fact]
    public void Refuses_a_shared_account_without_its_own_key() =>
        Should.Throw<ArgumentException>(() => Words.RingOf(Words.A, new AccountRecord { Kind = AccountKind.Shared, Required = 1, ExtendedKeys = [Words.SignerKey(Words.B), KeyRing.SingleRecord(Words.Master(Words.B), Words.Main, Words.CoinType, "x", 0).ExtendedKeys[0]] }))
            .Message.ShouldContain("None of the keys");

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Refuses_an_impossible_number_of_signatures(int required) =>
        Should.Throw<ArgumentException>(() => Words.RingOf(Words.A, Words.Ssp with { Required = required })).Message.ShouldContain($"{required} of 2");

    [Fact]
    public void Refuses_a_private_key_among_the_signers() =>
        Should.Throw<ArgumentException>(() => Words.RingOf(Words.A, Words.Ssp with { ExtendedKeys = [Words.SignerKey(Words.A), Words.Master(Words.B).ToText(Words.Main)] })).Message.ShouldContain("is private");

    [Fact]
    public void Fifteen_compressed_keys_fit_and_sixteen_do_not()
    {
        var keys = Enumerable.Range(0, 16).Select(_ => WalletKey.Generate().PublicKey).ToList();
        RedeemScript.OfSorted(15, keys.Take(15)).Script.Length.ShouldBe(513);
        Should.Throw<ArgumentException>(() => RedeemScript.OfSorted(15, keys)).Message.ShouldContain("16 keys");
        Should.Throw<ArgumentException>(() => RedeemScript.OfSorted(1, [keys[0], keys[0]])).Message.ShouldContain("twice");
    }

    [Fact]
    public void Imported_keys_scripts_and_watched_addresses_are_found()
    {
        var keys = new[] { WalletKey.Generate(), WalletKey.Generate(compressed: false) };
        var redeem = RedeemScript.OfSorted(1, [keys[0].PublicKey, WalletKey.Generate().PublicKey]);
        var content = new KeystoreContent
        {
            ImportedKeys = [.. keys.Select(key => key.ToWif(Words.Main))],
            RedeemScripts = [redeem.Script.ToString()],
            WatchedAddresses = ["t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo"],
        };
        using var ring = KeyRing.Open(content, Words.Main, Words.CoinType);
        ring.FindKey(keys[1].Address)!.Secret.ToArray().ShouldBe(keys[1].Secret.ToArray());
        ring.KeysOf(ring.Find(redeem.Address)!).Single().PublicKey.ShouldBe(keys[0].PublicKey);
        ring.Singles.Count(own => own.CanSign).ShouldBe(3);
        ring.Fingerprint.ShouldBeNull();
    }

    [Fact]
    public void Locking_empties_the_keys()
    {
        var ring = Words.RingOf(Words.A);
        var address = ring.AddressAt(ring.Accounts[0], 0, 0).Address;
        ring.FindKey(address).ShouldNotBeNull();
        ring.Dispose();
        Should.Throw<Exception>(() => ring.FindKey(address));
    }

    [Fact]
    public void Paths_are_those_of_the_standards()
    {
        Account.PathOf(AccountKind.Single, 19167, 3).ToString().ShouldBe("m/44'/19167'/3'");
        Account.PathOf(AccountKind.Shared, 19167, 0).ToString().ShouldBe("m/48'/19167'/0'/0'");
        DerivationPath.TryParse("m/48'/0'/0'/2'/11/0", out var identity).ShouldBeTrue();
        Flux.Wallets.Messages.WalletMessage.AddressOf(Flux.Wallets.Messages.MessageKind.Bitcoin, Words.Master(Words.A).Derive(identity).PublicKey, Words.Main).ShouldBe("1C2HH7xpiAgfKdWf3b1GiFMCpRKwWLVu7Z");
        Flux.Wallets.Messages.WalletMessage.AddressOf(Flux.Wallets.Messages.MessageKind.Bitcoin, Words.Master(Words.B).Derive(identity).PublicKey, Words.Main).ShouldBe("1ENKL6h9LsUa58kJggQQGFoVihPHpRaTS5");
    }
}
