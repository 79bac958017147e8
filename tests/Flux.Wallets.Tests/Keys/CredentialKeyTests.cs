using Flux.Primitives.Addresses;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Tests.Keys;

/// <summary>The example in the README of zelcorejs. Its address there does not belong to its own public key; ours is the hash of that key, computed apart.</summary>
public class CredentialKeyTests
{
    [Fact]
    public void Key_and_address_of_a_phrase_are_the_published_ones()
    {
        var key = CredentialKey.FromPhrase("chris p. bacon, defender of the guardians");
        Convert.ToHexStringLower(key.Secret).ShouldBe("2c3a48576fe6e8a466e78cd2957c9dc62128135540bbea0685d7c4a23ea35a6c");
        key.ToWif(AddressPrefixes.Main).ShouldBe("5J9mKPd531Tk4A73kKp4iowoi6EvhEp8QSMAVzrZhuzZkdpYbK8");
        Convert.ToHexStringLower(key.PublicKey).ShouldBe("048a789e0910b6aa314f63d2cc666bd44fa4b71d7397cb5466902dc594c1a0a0d2e4d234528ff87b83f971ab2b12cd2939ff33c7846716827a5b0e8233049d8aad");
        key.Address.ToText(AddressPrefixes.Main).ShouldBe("t1dmkK8t4PWQwWLaRx63R4U1ZYEXXJn9XBS");
    }

    [Fact]
    public void A_wiped_key_no_longer_shows_its_secret()
    {
        var key = WalletKey.Generate();
        key.Dispose();
        key.Secret.ToArray().ShouldAllBe(b => b == 0);
    }
}
