using System.Text;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Messages;
using Flux.Primitives.Scripts;

namespace Flux.Apps.Tests.Messages;

/// <summary>FLUX addresses and multisigs own and sign apps on own networks, under the chain's message prefix; Ethereum owners as everywhere.</summary>
public sealed class FluxSignatureTests
{
    private static readonly byte[][] Keys = [[.. new byte[31], 1], [.. new byte[31], 2], [.. new byte[31], 3]];
    private static readonly Script TwoOfThree = ScriptBuilder.Multisig(2, [.. Keys.Select(key => new ReadOnlyMemory<byte>(PublicKey(key)))]);
    private static readonly string Multisig = Address.OfRedeemScript(TwoOfThree).ToText(AddressPrefixes.Main);
    private static readonly string Single = new Address(AddressKind.PubKeyHash, Hash160.Of(PublicKey(Keys[0]))).ToText(AddressPrefixes.Main);

    [Fact]
    public void An_address_signs_as_the_daemons_signmessage_does()
    {
        var signature = Sign("text", Keys[0]);
        SignedMessage.Verify("text", Parsed(Single), signature).ShouldBeTrue();
        OwnerSignature.Verify(Single, "text", signature).ShouldBeTrue();
        OwnerSignature.Verify(Single, "text ", signature).ShouldBeFalse();
        OwnerSignature.Verify(Single, "text", OwnerSignature.Sign("text", Keys[0])).ShouldBeFalse();
        OwnerSignature.Verify(Single, "text", Sign("text", Keys[1])).ShouldBeFalse();
    }

    [Fact]
    public void A_multisig_signs_with_enough_of_its_keys_in_any_order()
    {
        Verify(Sign("text", Keys[2]), Sign("text", Keys[0])).ShouldBeTrue();
        Verify([.. Keys.Select(key => Sign("text", key))]).ShouldBeTrue();
        Verify(Sign("text", Keys[0])).ShouldBeFalse();
        Verify(Sign("text", Keys[0]), Sign("text", Keys[0])).ShouldBeFalse();
        Verify(Sign("text", Keys[0]), Sign("text", [.. new byte[31], 9])).ShouldBeFalse();
        Verify(Sign("text", Keys[0]), Sign("other", Keys[1])).ShouldBeFalse();
        Verify().ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("00:")]
    [InlineData("zz:AAAA:AAAA")]
    public void What_is_no_signature_of_a_multisig_is_refused(string signature) => FluxSignature.Verify(Multisig, "text", signature).ShouldBeFalse();

    [Fact]
    public void Another_script_does_not_stand_for_the_address()
    {
        var own = ScriptBuilder.Multisig(1, [new ReadOnlyMemory<byte>(PublicKey(Keys[0]))]);
        FluxSignature.Verify(Multisig, "text", FluxSignature.Join(own, [Sign("text", Keys[0])])).ShouldBeFalse();
        FluxSignature.Verify(Multisig, "text", FluxSignature.Join(TwoOfThree, Enumerable.Repeat(Sign("text", Keys[0]), 300))).ShouldBeFalse();
    }

    [Fact]
    public void A_multisig_registers_and_hands_over_an_app_on_own_networks_and_not_on_main()
    {
        var message = Signed(Multisig, text => FluxSignature.Join(TwoOfThree, [Sign(text, Keys[0]), Sign(text, Keys[1])]));
        AppMessageCheck.CheckUnpaid(message, AppRules.Own, 1, null).ShouldBe(AppMessageVerdict.Accepted);
        message.IsSignedBy(Multisig).ShouldBeFalse();
        AppMessage.TryRead(message.ToGossip(), out var read, out var problem).ShouldBeTrue(problem);
        read.IsSignedByOwner(Multisig).ShouldBeTrue();
        var one = Signed(Multisig, text => FluxSignature.Join(TwoOfThree, [Sign(text, Keys[0])]));
        AppMessageCheck.CheckUnpaid(one, AppRules.Own, 1, null).Reject.ShouldBe(AppMessageReject.WrongSignature);
    }

    [Fact]
    public void An_address_and_an_Ethereum_address_register_apps()
    {
        AppMessageCheck.CheckUnpaid(Signed(Single, text => Sign(text, Keys[0])), AppRules.Own, 1, null).ShouldBe(AppMessageVerdict.Accepted);
        AppMessageCheck.CheckUnpaid(Signed("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf", EthereumSignatureTests.Signature), AppRules.Own, 1, null).ShouldBe(AppMessageVerdict.Accepted);
        AppMessageCheck.CheckUnpaid(Signed("0x2c7536E3605D9C16a7a3D7b1898e529396a65c23", EthereumSignatureTests.Signature), AppRules.Own, 1, null).Reject.ShouldBe(AppMessageReject.WrongSignature);
    }

    private static AppMessage Signed(string owner, Func<string, string> sign)
    {
        var spec = Example.Valid(Example.Value(Example.Version8).With("owner", JsValue.Of(owner)));
        return AppMessage.Create(AppMessageKind.Register, spec, 1_000, sign(AppMessage.SignedText(AppMessageKind.Register, spec, 1_000)));
    }

    private static bool Verify(params string[] signatures) => OwnerSignature.Verify(Multisig, "text", FluxSignature.Join(TwoOfThree, signatures));

    private static string Sign(string text, byte[] key) => Convert.ToBase64String(SignedMessage.Sign(Encoding.UTF8.GetBytes(text), SignedMessage.FluxMagic, key, compressed: true));

    private static Address Parsed(string text) => Address.TryParse(text, AddressPrefixes.Main, out var address) ? address : throw new FormatException(text);

    private static byte[] PublicKey(byte[] key) => Secp256k1.TryGetPublicKey(key, compressed: true, out var publicKey) ? publicKey : throw new FormatException();
}
