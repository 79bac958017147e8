using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;

namespace Flux.Primitives.Tests.Addresses;

/// <summary>Values of the chain reference §1.7 and the wallet reference §1.5.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("t3PMbbA5YBMrjSD3dD16SSdXKuKovwmj6tS", "a914349284cf14b6d7f800838b7d69b075f8a0371b4c87")]
    [InlineData("t3XjYMBvwxnXVv9jqg4CgokZ3f7kAoXPQL8", "a9149079f88d58188f351ce2e299bbbf31ca0ba2bc4187")]
    [InlineData("t3ThbWogDoAjGuS6DEnmN1GWJBRbVjSUK4T", "a914643b474d518eb0f7603a100b503bbf0e32d647aa87")]
    [InlineData("t3hPu1YDeGUCp8m7BQCnnNUmRMJBa5RadyA", "a914fa742817c4a665fccc70ce4cb40bdb71ba345db787")]
    public void Main_addresses_have_their_scripts(string text, string script) => Check(text, script, AddressPrefixes.Main);

    [Theory]
    [InlineData("tmRucHD85zgSigtA4sJJBDbPkMUJDcw5XDE", "76a914b1a3111de491cc77362286ee26256c699cb5bb4d88ac")]
    [InlineData("t2GoxS2SRmLQDnTyWePHjKD3izvFsKUAjrH", "a914708e8e6c05af3dbe237b8ac759a14c5f56d6d31287")]
    public void Test_addresses_have_their_scripts(string text, string script)
    {
        Check(text, script, AddressPrefixes.Test);
        Check(text, script, AddressPrefixes.Regtest);
    }

    [Fact]
    public void A_key_has_the_same_hash_on_every_network()
    {
        var address = Address.OfPublicKey(Convert.FromHexString("02ca8a40e8a9201ddbc85c8002aa7ead70453cb33b6ec735e01b6cc06c58bce310"));

        address.ToText(AddressPrefixes.Main).ShouldBe("t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo");
        address.ToText(AddressPrefixes.Test).ShouldBe("tmC2h8FHVPUXt5BMUbVJwYeMYbg5g5y7gcj");
    }

    [Fact]
    public void A_redeem_script_has_its_address()
    {
        Script.TryParseHex(
            "5221029dc716836b95896999586ecb843be1de573ffafa1196c520bd7362a05b9d54c02103246fe832ca2c161020db8fedf91a70540d3b6554bc105eb30f7fb67ce83867ca52ae",
            out var redeem).ShouldBeTrue();

        Address.OfRedeemScript(redeem).ToText(AddressPrefixes.Main).ShouldBe("t3RBCidPL3tWF5DFww4ioXSx3ngjr5zbPLC");
    }

    [Fact]
    public void A_bare_public_key_has_the_address_of_its_hash()
    {
        byte[] key = [2, .. new byte[32]];

        Address.TryFromScript(ScriptBuilder.PayToPubKey(key), out var address).ShouldBeTrue();
        address.ShouldBe(Address.OfPublicKey(key));
    }

    [Fact]
    public void Scripts_without_one_address_have_none()
    {
        byte[] odd = [5, .. new byte[32]];

        Address.TryFromScript(ScriptBuilder.PayToPubKey(odd), out _).ShouldBeFalse();
        Address.TryFromScript(ScriptBuilder.Multisig(1, [(byte[])[2, .. new byte[32]]]), out _).ShouldBeFalse();
        Address.TryFromScript(ScriptBuilder.NullData([1]), out _).ShouldBeFalse();
        Address.TryFromScript(Script.Empty, out _).ShouldBeFalse();
    }

    [Fact]
    public void Blanks_around_a_text_are_ignored_and_inside_are_not()
    {
        Address.TryParse(" t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo\n", AddressPrefixes.Main, out _).ShouldBeTrue();
        Address.TryParse("t1LBwoQo5zp2 NvwA2vm1Cgygnzgzra61jeo", AddressPrefixes.Main, out _).ShouldBeFalse();
        Address.TryParse("t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jep", AddressPrefixes.Main, out _).ShouldBeFalse();
        Address.TryParse(null, AddressPrefixes.Main, out _).ShouldBeFalse();
        Address.TryParse(new string('1', 100_000), AddressPrefixes.Main, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_private_key_survives_its_text()
    {
        Wif.TryDecode("L53UYXdCGUnFxNJEcFBvi6CY57BehdMXB4zyK9DSoLrz4smfmGf4", AddressPrefixes.Main, out var key, out var compressed).ShouldBeTrue();

        compressed.ShouldBeTrue();
        Wif.Encode(key, compressed, AddressPrefixes.Main).ShouldBe("L53UYXdCGUnFxNJEcFBvi6CY57BehdMXB4zyK9DSoLrz4smfmGf4");
    }

    [Fact]
    public void Refuses_private_keys_outside_the_group()
    {
        var order = Convert.FromHexString("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

        Wif.TryDecode(Wif.Encode(new byte[32], true, AddressPrefixes.Main), AddressPrefixes.Main, out _, out _).ShouldBeFalse();
        Wif.TryDecode(Wif.Encode(order, true, AddressPrefixes.Main), AddressPrefixes.Main, out _, out _).ShouldBeFalse();
        Wif.TryDecode(Base58Check.Encode([0x80], [.. Enumerable.Repeat((byte)1, 32), 2]), AddressPrefixes.Main, out _, out _).ShouldBeFalse();
    }

    private static void Check(string text, string script, AddressPrefixes prefixes)
    {
        Address.TryParse(text, prefixes, out var address).ShouldBeTrue();
        address.ToScript().ToString().ShouldBe(script);
        address.ToText(prefixes).ShouldBe(text);
    }
}
