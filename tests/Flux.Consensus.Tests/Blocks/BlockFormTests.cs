using System.Collections.Immutable;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Blocks;

public sealed class BlockFormTests
{
    private readonly ScenarioChain _chain = new(ScenarioNetworks.Quick, ScenarioNetworks.QuickLimits);
    private readonly TestKey _node = TestKey.Of("node");

    [Fact]
    public void Accepts_a_block_as_drafted() => _chain.Judge(_chain.Draft().Seal()).ShouldBe(Verdict.Ok);

    [Fact]
    public void Rejects_a_body_that_does_not_belong_to_the_header()
    {
        var block = _chain.Draft().Seal();
        var verdict = _chain.Judge(block with { Header = block.Header with { MerkleRoot = Hash256.Zero } });

        verdict.Reject.ShouldBe(RejectTable.BadMerkleRoot);
        verdict.Reject!.MarksInvalid.ShouldBeFalse();
    }

    [Fact]
    public void Rejects_a_doubled_tail_that_has_the_same_root()
    {
        var draft = _chain.Draft() with { Transactions = [Anything(1), Anything(2)] };
        var block = draft.Seal();
        var doubled = block with { Transactions = [.. block.Transactions, block.Transactions[^1]] };

        doubled.Header.MerkleRoot.ShouldBe(BlockDraft.MerkleRootOf(doubled.Transactions));
        _chain.Judge(doubled).Reject.ShouldBe(RejectTable.MutatedMerkleTree);
    }

    [Fact]
    public void Rejects_an_empty_block() => _chain.Judge(_chain.Draft().Seal([])).Reject.ShouldBe(RejectTable.BadBlockLength);

    [Fact]
    public void Accepts_2_000_000_bytes_and_rejects_one_more()
    {
        var draft = _chain.Draft();
        var fill = 2_000_000 - draft.Seal([draft.Coinbase, Blob(0), Blob(1_000_000)]).ToBytes().Length;

        draft.Seal([draft.Coinbase, Blob(fill), Blob(1_000_000)]).ToBytes().Length.ShouldBe(2_000_004); // the length prefix grew by four
        var exact = draft.Seal([draft.Coinbase, Blob(fill - 4), Blob(1_000_000)]);
        exact.ToBytes().Length.ShouldBe(2_000_000);
        _chain.Judge(exact).Reject.ShouldBe(RejectTable.TxInputsMissingOrSpent); // nothing wrong with its size
        _chain.Judge(draft.Seal([draft.Coinbase, Blob(fill - 3), Blob(1_000_000)])).Reject.ShouldBe(RejectTable.BadBlockLength);
    }

    [Fact]
    public void Rejects_a_block_that_does_not_begin_with_a_coinbase() =>
        _chain.Judge(_chain.Draft().Seal([Anything(1), _chain.Draft().Coinbase])).Reject.ShouldBe(RejectTable.CoinbaseMissing);

    [Fact]
    public void Rejects_a_second_coinbase()
    {
        var draft = _chain.Draft();
        var other = (draft with { CoinbaseScript = new Script([.. draft.CoinbaseScript.Bytes, 7]) }).Coinbase;

        _chain.Judge(draft.Seal([draft.Coinbase, other])).Reject.ShouldBe(RejectTable.CoinbaseMultiple);
    }

    [Fact]
    public void Rejects_two_node_transactions_for_one_collateral()
    {
        var collateral = new OutPoint(Anything(1).Id, 0);
        var start = TestTransactions.Start(collateral, _chain.Miner, _node, 1);
        var confirm = TestTransactions.Confirm(collateral, _node, update: false, 1);

        _chain.Judge((_chain.Draft() with { Transactions = [start, confirm] }).Seal()).Reject.ShouldBe(RejectTable.FluxNodeMultiple);
    }

    [Fact]
    public void Accepts_20_000_signature_operations_and_rejects_one_more()
    {
        var draft = _chain.Draft();
        // The coinbase pays one P2PKH: one operation.
        var full = Scripted(Enumerable.Repeat((byte)Opcode.CheckMultisig, 999).Concat(Enumerable.Repeat((byte)Opcode.CheckSig, 19)).ToArray());
        var over = Scripted([.. Enumerable.Repeat((byte)Opcode.CheckMultisig, 999), .. Enumerable.Repeat((byte)Opcode.CheckSig, 20)]);

        _chain.Judge((draft with { Transactions = [full] }).Seal()).Reject.ShouldBe(RejectTable.TxInputsMissingOrSpent); // nothing wrong with its count
        _chain.Judge((draft with { Transactions = [over] }).Seal()).Reject.ShouldBe(RejectTable.BadBlockSigOps);
    }

    [Fact]
    public void Rejects_a_transaction_that_is_not_final_at_the_blocks_height_and_time()
    {
        var draft = _chain.Draft();
        Transaction Locked(uint lockTime) => TestTransactions.Unsigned([new TxInput(new OutPoint(default, 0), Script.Empty, 0)], [Pay(1)], lockTime: lockTime);

        _chain.Judge((draft with { Transactions = [Locked(1)] }).Seal()).Reject.ShouldBe(RejectTable.BlockTransactionNotFinal);
        _chain.Judge((draft with { Transactions = [Locked(draft.Header.Time)] }).Seal()).Reject.ShouldBe(RejectTable.BlockTransactionNotFinal);
        _chain.Judge((draft with { Transactions = [Locked(draft.Header.Time - 1)] }).Seal()).Reject.ShouldBe(RejectTable.TxInputsMissingOrSpent);
    }

    [Fact]
    public void Rejects_a_coinbase_that_does_not_begin_with_its_height()
    {
        foreach (var height in (int[])[1, 16, 17, 20])
        {
            while (_chain.Height < height - 1) _chain.Mine();
            var draft = _chain.Draft();
            var other = new ScriptBuilder().Number(height + 1).Data(_chain.Network.Genesis.Hash.Value.Bytes[..8]).ToScript();

            _chain.Judge((draft with { CoinbaseScript = other }).Seal()).Reject.ShouldBe(RejectTable.CoinbaseHeight, $"height {height}");
            _chain.Judge(draft.Seal()).ShouldBe(Verdict.Ok);
        }
    }

    [Fact]
    public void Rejects_a_coinbase_with_another_networks_genesis_tag()
    {
        var draft = _chain.Draft();
        var foreign = new ScriptBuilder().Number(1).Data([1, 2, 3, 4, 5, 6, 7, 8]).ToScript();
        var without = new ScriptBuilder().Number(1).Data([1]).ToScript();

        _chain.Judge((draft with { CoinbaseScript = foreign }).Seal()).Reject.ShouldBe(RejectTable.CoinbaseGenesisTag);
        _chain.Judge((draft with { CoinbaseScript = without }).Seal()).Reject.ShouldBe(RejectTable.CoinbaseGenesisTag);
    }

    [Fact]
    public void Anything_may_follow_height_and_tag_in_a_coinbase_script()
    {
        var draft = _chain.Draft();

        _chain.Judge((draft with { CoinbaseScript = new Script([.. draft.CoinbaseScript.Bytes, 1, 2, 3]) }).Seal()).ShouldBe(Verdict.Ok);
    }

    private static TxOutput Pay(long value) => new(new Amount(value), TestKey.Of("somebody").Script);

    private static Transaction Anything(uint index) =>
        TestTransactions.Unsigned([new TxInput(new OutPoint(default, index), Script.Empty, TxInput.FinalSequence)], [Pay(index)]);

    private static Transaction Scripted(byte[] script) => TestTransactions.Unsigned(
        [new TxInput(new OutPoint(default, 1), Script.Empty, TxInput.FinalSequence)], ImmutableArray.Create(new TxOutput(new Amount(1), new Script(script))));

    /// <summary>A transaction with that many bytes of script.</summary>
    private static Transaction Blob(int bytes) => Scripted(new byte[bytes]);
}
