using Flux.Consensus.Rejects;
using Flux.Consensus.Scripts;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Primitives.Sighash;
using Flux.Primitives.Wire;
using static Flux.Consensus.Tests.Transactions.SampleTransactions;

namespace Flux.Consensus.Tests.Scripts;

public sealed class ScriptCheckTests
{
    private const uint Branch = 0x76b809bb;
    private const int Value = 5_000;

    private static readonly byte[] Secret = [.. Enumerable.Repeat((byte)7, 32)];
    private static readonly byte[] PublicKey = Secp256k1.TryGetPublicKey(Secret, compressed: true, out var key) ? key : [];
    private static readonly TxOutput Spent = new(new Amount(Value), ScriptBuilder.PayToPubKeyHash(Hash160.Of(PublicKey)));

    [Theory]
    [InlineData(1u)]
    [InlineData(2u)]
    [InlineData(3u)]
    [InlineData(0x81u)]
    [InlineData(0x82u)]
    [InlineData(0x83u)]
    public void Accepts_a_payment_signed_with_any_hash_type(uint hashType) => Check(Signed(hashType)).Run().ShouldBe(Verdict.Ok);

    [Fact]
    public void Rejects_a_signature_for_another_amount()
    {
        var verdict = (Check(Signed(1)) with { Spent = Spent with { Value = new Amount(Value + 1) } }).Run();

        verdict.Reject.ShouldBe(RejectTable.MandatoryScriptFailure);
        verdict.Message.ShouldBe(
            "mandatory-script-verify-flag-failed (Script evaluated without error but finished with a false/empty top stack element)");
    }

    [Fact]
    public void Rejects_a_signature_for_another_branch() => (Check(Signed(1)) with { BranchId = 1 }).RunScripts().ShouldBe(ScriptError.EvalFalse);

    [Fact]
    public void Rejects_a_signature_when_anything_that_it_covers_changes()
    {
        var signed = Signed(1);
        var changed = new Transaction
        {
            Version = 4,
            Overwintered = true,
            VersionGroup = Transaction.SaplingGroup,
            Inputs = signed.Inputs,
            Outputs = [signed.Outputs[0] with { Value = new Amount(1) }],
        };

        Check(changed).RunScripts().ShouldBe(ScriptError.EvalFalse);
    }

    [Fact]
    public void Tells_what_only_policy_refuses_from_what_blocks_refuse()
    {
        var unknownType = Check(Signed(4));

        unknownType.Run().ShouldBe(Verdict.Ok);
        var verdict = (unknownType with { Flags = ScriptFlags.Standard }).Run();
        verdict.Reject.ShouldBe(RejectTable.NonMandatoryScriptFailure);
        verdict.Message.ShouldBe("non-mandatory-script-verify-flag (Signature hash type missing or not understood)");
    }

    [Fact]
    public void Remembers_good_signatures_only()
    {
        var cache = new CountingCache();
        var good = Check(Signed(1)) with { Cache = cache };

        good.Run().IsOk.ShouldBeTrue();
        (good with { Spent = Spent with { Value = Amount.Zero } }).Run().IsOk.ShouldBeFalse();
        cache.Known.Count.ShouldBe(1);
        good.Run().IsOk.ShouldBeTrue();
        cache.Hits.ShouldBe(1);
    }

    [Fact]
    public void The_common_digests_change_nothing()
    {
        var check = Check(Signed(1));

        check.RunScripts().ShouldBe(ScriptError.Ok);
        (check with { Parts = SighashParts.Of(check.Transaction) }).RunScripts().ShouldBe(ScriptError.Ok);
    }

    [Fact]
    public void A_lock_time_holds_for_its_own_kind_up_to_the_transactions_and_not_for_final_inputs()
    {
        Locked(100, 100, 0).ShouldBe(ScriptError.Ok);
        Locked(101, 100, 0).ShouldBe(ScriptError.UnsatisfiedLockTime);
        Locked(100, 100, TxInput.FinalSequence).ShouldBe(ScriptError.UnsatisfiedLockTime);
        Locked(100, 1_700_000_000, 0).ShouldBe(ScriptError.UnsatisfiedLockTime);
        Locked(1_700_000_000, 1_700_000_000, 0).ShouldBe(ScriptError.Ok);
        Locked(500_000_000, 499_999_999, 0).ShouldBe(ScriptError.UnsatisfiedLockTime);
        Locked(-1, 100, 0).ShouldBe(ScriptError.NegativeLockTime);
    }

    private static ScriptError Locked(long demanded, uint lockTime, uint sequence)
    {
        var script = new ScriptBuilder().Number(demanded).Op(Opcode.CheckLockTimeVerify).Op(Opcode.Drop).Number(1).ToScript();
        var transaction = Ordinary(inputs: [InputOf(1) with { ScriptSig = default, Sequence = sequence }], lockTime: lockTime);
        return new ScriptCheck(transaction, 0, new TxOutput(Amount.Zero, script), ScriptFlags.Block, Branch).RunScripts();
    }

    private static ScriptCheck Check(Transaction transaction) => new(transaction, 0, Spent, ScriptFlags.Block, Branch);

    private static Transaction Signed(uint hashType)
    {
        var unsigned = Ordinary(inputs: [InputOf(1) with { ScriptSig = default }]);
        var digest = SignatureHash.Compute(unsigned, 0, Spent.ScriptPubKey, Spent.Value, hashType, Branch)!.Value;
        byte[] signature = [.. Secp256k1.SignDer(digest.Bytes, Secret), (byte)hashType];
        var scriptSig = new ScriptBuilder().Data(signature).Data(PublicKey).ToScript();
        var built = Ordinary(inputs: [InputOf(1) with { ScriptSig = scriptSig }]);
        TransactionCodec.TryParse(built.ToBytes(), out var parsed, out _).ShouldBeTrue();
        return parsed;
    }

    private sealed class CountingCache : ISignatureCache
    {
        public HashSet<string> Known { get; } = [];

        public int Hits { get; private set; }

        public bool Contains(in Hash256 digest, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
        {
            var known = Known.Contains(KeyOf(digest, signature, publicKey));
            if (known) Hits++;
            return known;
        }

        public void Add(in Hash256 digest, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey) => Known.Add(KeyOf(digest, signature, publicKey));

        private static string KeyOf(Hash256 digest, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey) =>
            $"{digest} {Convert.ToHexString(signature)} {Convert.ToHexString(publicKey)}";
    }
}
