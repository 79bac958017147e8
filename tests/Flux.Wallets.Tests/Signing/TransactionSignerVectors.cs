using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Primitives.Sighash;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Hd;
using Flux.Wallets.Signing;

namespace Flux.Wallets.Tests.Signing;

/// <summary>The v4 payment with memo of the wallet reference §1.5.</summary>
public class TransactionSignerVectors
{
    private const uint BranchId = 0x76b809bb;

    private static readonly HdWallet Wallet = new(Bip39.ToSeed("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about", ""), 19167);

    private static TransactionDraft Draft()
    {
        Address.TryParse("t3NryfAQLGeFs9jEoeqsxmBN2QLRaRKFLUX", AddressPrefixes.Main, out var to).ShouldBeTrue();
        var from = Wallet.AddressAt(0, 0, 0).ToScript();
        return new TransactionDraft
        {
            Inputs = [new SpendableCoin(new OutPoint(TxId.Parse("9649b8ddc0e69237606bea21b886696bb90d7fa2afca1f318490054e69c5af2f"), 1), new TxOutput(Amount.FromFlux(1), from))],
            Outputs =
            [
                new TxOutput(new Amount(10_000_000), to.ToScript()),
                new TxOutput(new Amount(89_999_000), Wallet.AddressAt(0, 0, 1).ToScript()),
                new TxOutput(Amount.Zero, ScriptBuilder.NullData("hello flux"u8)),
            ],
            ExpiryHeight = 1_500_030,
        };
    }

    [Fact]
    public void Signature_hash_is_the_published_one()
    {
        var draft = Draft();
        var hash = SignatureHash.Compute(draft.ToUnsigned(), 0, draft.Inputs[0].Output.ScriptPubKey, draft.Inputs[0].Output.Value, 1, BranchId);
        Convert.ToHexStringLower(hash!.Value.Bytes).ShouldBe("717fe00f0a3efe60dc16ee60d2d5467f850895c1c492d2bf7607c535e6689552");
    }

    [Fact]
    public void Signed_transaction_is_the_published_one_to_the_byte()
    {
        var signed = TransactionSigner.Sign(Draft(), Wallet.FindKey, BranchId);
        signed.Id.ToString().ShouldBe("65a7d284bbd60d0204b02792e1a2a264204fae8875211ba65bf149f2a9ceb2dc");
        Convert.ToHexStringLower(signed.ToBytes()).ShouldBe(
            "0400008085202f89012fafc5694e059084311fcaafa27f0db96b6986b821ea6b603792e6c0ddb84996010000006b483045022100cb42d9b15108d7b16a0562119c679ec88722b572572d025c63088052b87eb734022070b04fb285933453d7e0fad5c5318e2aa2102b88a0b511d34f007a095f3c0be1012102ca8a40e8a9201ddbc85c8002aa7ead70453cb33b6ec735e01b6cc06c58bce310ffffffff03809698000000000017a9142f28e0d2e51b2e0745779d76ccecc620370c837f8798465d05000000001976a91441a0eec87851b3263509adcf49b17ff3c4bcaf0d88ac00000000000000000c6a0a68656c6c6f20666c7578000000007ee316000000000000000000000000");
    }

    [Fact]
    public void Names_the_input_that_has_no_key()
    {
        var e = Should.Throw<UnsignableInputException>(() => TransactionSigner.Sign(Draft(), _ => null, BranchId));
        e.Index.ShouldBe(0);
        e.Message.ShouldContain("no key");
    }
}
