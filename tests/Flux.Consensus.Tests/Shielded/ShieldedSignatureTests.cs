using System.Text;
using Flux.Consensus.Rejects;
using Flux.Consensus.Shielded;
using Flux.Primitives;
using Flux.Primitives.Shielded;
using Flux.Primitives.Wire;
using Flux.TestKit;
using Flux.TestKit.Shielded;

namespace Flux.Consensus.Tests.Shielded;

/// <summary>Real signatures of the Zcash chain are good, and no longer when anything they cover changes.</summary>
public sealed class ShieldedSignatureTests
{
    [Theory]
    [InlineData(ZcashVectors.OldJoinSplit, 0u)]
    [InlineData(ZcashVectors.NewJoinSplit, TestTransactions.BranchId)]
    [InlineData(ZcashVectors.ShieldingOutput, TestTransactions.BranchId)]
    [InlineData(ZcashVectors.HiddenTransfer, TestTransactions.BranchId)]
    public void Real_transactions_pass(string hex, uint branch) => new ShieldedSignatureCheck(Read(hex), branch).Run().ShouldBe(Verdict.Ok);

    [Theory]
    [InlineData(ZcashVectors.NewJoinSplit, nameof(RejectTable.JoinSplitSignatureInvalid))]
    [InlineData(ZcashVectors.ShieldingOutput, nameof(RejectTable.BindingSignatureInvalid))]
    [InlineData(ZcashVectors.HiddenTransfer, nameof(RejectTable.SpendDescriptionInvalid))]
    public void On_another_branch_they_do_not(string hex, string reject) =>
        new ShieldedSignatureCheck(Read(hex), 0x5ba81b19).Run().Reject.ShouldBe(Row(reject));

    [Fact]
    public void Every_part_that_a_signature_covers_counts()
    {
        var transfer = Read(ZcashVectors.HiddenTransfer);
        var parts = transfer.Shielded!;
        Reject? Of(ShieldedParts changed) => new ShieldedSignatureCheck(ShieldedDraft.With(transfer, changed), TestTransactions.BranchId).Run().Reject;
        ShieldedParts Spend(int at, byte mask = 1) => parts with { Spends = [new SpendDescription(Flip(parts.Spends[0].Bytes, at, mask))] };
        ShieldedParts Output(int at) => parts with { Outputs = parts.Outputs.SetItem(0, new OutputDescription(Flip(parts.Outputs[0].Bytes, at))) };

        Of(parts).ShouldBeNull();
        Of(parts with { ValueBalance = parts.ValueBalance + new Amount(1) }).ShouldBe(RejectTable.SpendDescriptionInvalid); // the digest covers it
        Of(Spend(64)).ShouldBe(RejectTable.SpendDescriptionInvalid); // nullifier
        Of(Spend(96)).ShouldBe(RejectTable.SpendDescriptionInvalid); // key
        Of(Spend(320)).ShouldBe(RejectTable.SpendDescriptionInvalid); // authorisation
        Of(Output(200)).ShouldBe(RejectTable.SpendDescriptionInvalid); // ciphertext: covered by the spend's signature, which is judged first
        Of(parts with { BindingSignature = Flip(parts.BindingSignature.Span, 40) }).ShouldBe(RejectTable.BindingSignatureInvalid);
    }

    [Fact]
    public void Outputs_need_points_of_large_order_and_a_commitment_in_the_field()
    {
        var transaction = Read(ZcashVectors.ShieldingOutput);
        var neutral = new byte[32];
        neutral[0] = 1;
        Reject? With(int at, byte[] value)
        {
            var bytes = transaction.Shielded!.Outputs[0].Bytes.ToArray();
            value.CopyTo(bytes.AsSpan(at));
            var changed = ShieldedDraft.With(transaction, transaction.Shielded with { Outputs = [new OutputDescription(bytes)] });
            return new ShieldedSignatureCheck(changed, TestTransactions.BranchId).Run().Reject;
        }

        With(0, neutral).ShouldBe(RejectTable.OutputDescriptionInvalid);
        With(64, neutral).ShouldBe(RejectTable.OutputDescriptionInvalid);
        With(32, [.. Enumerable.Repeat((byte)0x7f, 32)]).ShouldBe(RejectTable.OutputDescriptionInvalid);
        With(32, new byte[32]).ShouldBe(RejectTable.BindingSignatureInvalid); // a commitment like any other, but not the signed one
    }

    [Fact]
    public void Header_roots_of_the_first_two_blocks_with_notes_follow_from_their_notes()
    {
        var first = ZcashVectors.FirstNotes.Aggregate(NoteTree.EmptySapling, (tree, note) => tree.Append(new Hash256(Convert.FromHexString(note))));
        var second = ZcashVectors.SecondNotes.Aggregate(first, (tree, note) => tree.Append(new Hash256(Convert.FromHexString(note))));

        Convert.ToHexStringLower(first.Root.Bytes).ShouldBe(ZcashVectors.RootAfterFirst);
        Convert.ToHexStringLower(second.Root.Bytes).ShouldBe(ZcashVectors.RootAfterSecond);
        Read(ZcashVectors.HiddenTransfer).Shielded!.Spends[0].Anchor.ShouldBe(first.Root);
        Read(ZcashVectors.OldJoinSplit).Shielded!.JoinSplits[0].Anchor.ShouldBe(NoteTree.EmptySprout.Root);
    }

    private static Transaction Read(string hex)
    {
        var digits = new StringBuilder(hex).Replace("\n", "").Replace("\r", "").ToString();
        TransactionCodec.TryParse(Convert.FromHexString(digits), out var transaction, out var error).ShouldBeTrue(error);
        return transaction!;
    }

    private static byte[] Flip(ReadOnlySpan<byte> bytes, int at, byte mask = 1)
    {
        var copy = bytes.ToArray();
        copy[at] ^= mask;
        return copy;
    }

    private static Reject Row(string name) => (Reject)typeof(RejectTable).GetProperty(name)!.GetValue(null)!;
}
