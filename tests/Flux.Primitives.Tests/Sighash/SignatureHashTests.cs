using System.Security.Cryptography;
using Flux.Primitives.Scripts;
using Flux.Primitives.Sighash;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Tests.Sighash;

public sealed class SignatureHashTests
{
    private const uint Branch = 0x76b809bb;

    private static readonly Transaction Unsigned = new()
    {
        Version = 4,
        Overwintered = true,
        VersionGroup = Transaction.SaplingGroup,
        Inputs = [InputOf(1), InputOf(2)],
        Outputs = [OutputOf(1)],
    };

    /// <summary>The payment with a memo of the wallet reference §1.5, signed by another implementation.</summary>
    [Fact]
    public void Has_the_digest_of_another_implementation()
    {
        var bytes = Convert.FromHexString(
            "0400008085202f89012fafc5694e059084311fcaafa27f0db96b6986b821ea6b603792e6c0ddb84996010000006b483045022100cb42d9b15108d7b16a0562119c679ec88722b5"
            + "72572d025c63088052b87eb734022070b04fb285933453d7e0fad5c5318e2aa2102b88a0b511d34f007a095f3c0be1012102ca8a40e8a9201ddbc85c8002aa7ead70453cb33b6"
            + "ec735e01b6cc06c58bce310ffffffff03809698000000000017a9142f28e0d2e51b2e0745779d76ccecc620370c837f8798465d05000000001976a91441a0eec87851b3263509"
            + "adcf49b17ff3c4bcaf0d88ac00000000000000000c6a0a68656c6c6f20666c7578000000007ee316000000000000000000000000");
        TransactionCodec.TryParse(bytes, out var transaction, out _).ShouldBeTrue();
        var owner = ScriptBuilder.PayToPubKeyHash(Hash160.Of(Convert.FromHexString("02ca8a40e8a9201ddbc85c8002aa7ead70453cb33b6ec735e01b6cc06c58bce310")));

        transaction.Id.ToString().ShouldBe("65a7d284bbd60d0204b02792e1a2a264204fae8875211ba65bf149f2a9ceb2dc");
        var digest = SignatureHash.Compute(transaction, 0, owner, Amount.FromFlux(1), SighashType.All, Branch)!.Value;
        Convert.ToHexStringLower(digest.Bytes).ShouldBe("717fe00f0a3efe60dc16ee60d2d5467f850895c1c492d2bf7607c535e6689552");
    }

    [Fact]
    public void There_is_none_for_an_input_that_does_not_exist()
    {
        Of(Unsigned, 2, 1).ShouldBeNull();
        Of(Unsigned, -2, 1).ShouldBeNull();
    }

    [Fact]
    public void SINGLE_without_an_output_has_a_digest_from_version_3_on_only()
    {
        Of(Unsigned, 1, SighashType.Single).ShouldNotBeNull();
        Of(new Transaction { Version = 1, Inputs = Unsigned.Inputs, Outputs = Unsigned.Outputs }, 1, SighashType.Single).ShouldBeNull();
    }

    /// <summary>The bytes of chain reference §6.7, put together by hand: version 2 counts its JoinSplits even where it has none.</summary>
    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "00")]
    [InlineData(3, "00")]
    public void Without_the_overwintered_bit_the_transaction_itself_is_hashed(int version, string joinSplits)
    {
        var transaction = new Transaction { Version = version, Inputs = Unsigned.Inputs, Outputs = Unsigned.Outputs, LockTime = 7 };
        var preimage = $"0{version}000000" + "02" + string.Concat(Enumerable.Repeat("01", 32)) + "01000000" + "0151" + "01000000"
            + string.Concat(Enumerable.Repeat("02", 32)) + "02000000" + "00" + "02000000"
            + "01" + "0100000000000000" + "0101" + "07000000" + joinSplits + "01000000";
        var expected = SHA256.HashData(SHA256.HashData(Convert.FromHexString(preimage)));

        SignatureHash.Compute(transaction, 0, new Script([0x51]), Amount.Zero, SighashType.All, Branch)!.Value.Bytes.ToArray().ShouldBe(expected);
    }

    [Fact]
    public void Shielded_signatures_have_a_digest_without_an_input()
    {
        Of(Unsigned, SignatureHash.NoInput, 1).ShouldNotBeNull();
        Of(new Transaction { Version = 2, Inputs = Unsigned.Inputs }, SignatureHash.NoInput, 1).ShouldNotBeNull();
        Of(new Transaction { Version = 2, Inputs = Unsigned.Inputs }, SignatureHash.NoInput, 0x81).ShouldBeNull();
    }

    [Theory]
    [InlineData(1u, true, true, true)]
    [InlineData(2u, true, true, false)]
    [InlineData(3u, true, true, false)]
    [InlineData(0x81u, false, false, true)]
    [InlineData(0x82u, false, false, false)]
    [InlineData(4u, true, true, true)]
    [InlineData(0u, true, true, true)]
    public void Covers_what_its_hash_type_says(uint hashType, bool otherInput, bool inputCount, bool otherOutput)
    {
        var before = Of(Unsigned, 0, hashType);

        (Of(With([Unsigned.Inputs[0], InputOf(9)], Unsigned.Outputs), 0, hashType) != before).ShouldBe(otherInput);
        (Of(With([Unsigned.Inputs[0]], Unsigned.Outputs), 0, hashType) != before).ShouldBe(inputCount);
        (Of(With(Unsigned.Inputs, [Unsigned.Outputs[0], OutputOf(9)]), 0, hashType) != before).ShouldBe(otherOutput);
    }

    [Fact]
    public void Commits_to_branch_value_script_and_hash_type()
    {
        Hash256?[] digests =
        [
            SignatureHash.Compute(Unsigned, 0, Script.Empty, Amount.Zero, 1, 1),
            SignatureHash.Compute(Unsigned, 0, Script.Empty, Amount.Zero, 1, 2),
            SignatureHash.Compute(Unsigned, 0, Script.Empty, new Amount(1), 1, 1),
            SignatureHash.Compute(Unsigned, 0, new Script([1]), Amount.Zero, 1, 1),
            SignatureHash.Compute(Unsigned, 0, Script.Empty, Amount.Zero, 5, 1),
            SignatureHash.Compute(Unsigned, 1, Script.Empty, Amount.Zero, 1, 1),
        ];

        digests.Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void Is_the_same_for_scripts_longer_than_the_hash_buffer()
    {
        var large = With(Unsigned.Inputs, [new TxOutput(new Amount(1), new Script(new byte[5000]))]);
        var pieces = With(Unsigned.Inputs, [.. Enumerable.Repeat(OutputOf(1), 300)]);

        Of(large, 0, 1).ShouldBe(SignatureHash.Compute(large, 0, Script.Empty, Amount.Zero, 1, Branch, SighashParts.Of(large)));
        Of(large, 0, 1).ShouldNotBe(Of(pieces, 0, 1));
    }

    private static Hash256? Of(Transaction transaction, int input, uint hashType) =>
        SignatureHash.Compute(transaction, input, Script.Empty, Amount.Zero, hashType, Branch);

    private static Transaction With(System.Collections.Immutable.ImmutableArray<TxInput> inputs, System.Collections.Immutable.ImmutableArray<TxOutput> outputs) => new()
    {
        Version = 4,
        Overwintered = true,
        VersionGroup = Transaction.SaplingGroup,
        Inputs = inputs,
        Outputs = outputs,
    };

    private static TxInput InputOf(byte seed) => new(new OutPoint(new TxId(new Hash256([.. Enumerable.Repeat(seed, 32)])), seed), Script.Empty, seed);

    private static TxOutput OutputOf(long value) => new(new Amount(value), new Script([1]));
}
