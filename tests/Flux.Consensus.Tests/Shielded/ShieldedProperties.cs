using CsCheck;
using Flux.Consensus.Shielded;
using Flux.Primitives;
using Flux.TestKit.Shielded;

namespace Flux.Consensus.Tests.Shielded;

/// <summary>Random lives of both pools: blocks that hide, move and reveal value, connected and taken back.</summary>
public sealed class ShieldedProperties
{
    private static readonly Gen<int[]> Lives = Gen.Int[0, 5].Array[2, 9];

    [Fact]
    public void Disconnect_restores_pools_trees_nullifiers_and_anchors_at_every_height() => Lives.Sample(
        choices =>
        {
            var life = new Life();
            var before = new Stack<string>([life.Print()]);
            foreach (var choice in choices)
            {
                life.Step(choice);
                before.Push(life.Print());
            }
            while (life.Height > Life.Start)
            {
                life.Print().ShouldBe(before.Pop());
                life.Chain.Disconnect();
            }
            life.Print().ShouldBe(before.Pop());
            life.Chain.Shielded.Nullifiers.ShouldBe(0);
            life.Chain.Shielded.Anchors.ShouldBe(0);
        }, iter: 12);

    [Fact]
    public void Whatever_branches_there_were_the_end_equals_a_fresh_replay_of_the_last_one() => Gen.Int[0, 8].Array[5, 25].Sample(
        choices =>
        {
            var life = new Life();
            foreach (var choice in choices)
            {
                if (choice < 6) life.Step(choice);
                else life.Back(choice - 5);
            }
            var fresh = new Replay.ReplayChain(life.Chain.Network);
            foreach (var block in life.Blocks) fresh.Connect(block);
            fresh.Rows.ShouldBe(life.Chain.Rows, ignoreOrder: true);
            (fresh.Shielded.Nullifiers, fresh.Shielded.Anchors).ShouldBe((life.Chain.Shielded.Nullifiers, life.Chain.Shielded.Anchors));
            foreach (var nullifier in life.Blocks.SelectMany(block => block.Transactions).SelectMany(ShieldedNotes.NullifiersOf))
                life.Chain.Shielded.IsSpent(nullifier).ShouldBeTrue();
        }, iter: 12);

    /// <summary>Six kinds of blocks; notes are numbered, so that each is spent once.</summary>
    private sealed class Life
    {
        public const int Start = 3;

        private readonly ShieldedScenario _scenario = new ShieldedScenario().MineTo(Start);
        private readonly Stack<Block> _blocks = new();
        private int _notes = 100;
        private int _coins;

        public Life()
        {
            foreach (var block in _scenario.Blocks) _blocks.Push(block);
        }

        /// <summary>From block 1 to the tip.</summary>
        public IEnumerable<Block> Blocks => _blocks.Reverse();

        public int Height => _scenario.State.Height;

        public Replay.ReplayChain Chain => _scenario.Chain;

        public void Step(int choice)
        {
            var mayEnter = Height + 1 < ShieldedScenario.FluxUpgrade;
            var note = _notes++;
            Transaction[] transactions = choice switch
            {
                0 when mayEnter => [_scenario.Hide(_coins++, note)],
                1 when mayEnter => [_scenario.Shield(_coins++, note, isVersion4: true)],
                2 => [Inside(note), InsideSprout(note)],
                3 when Value(ShieldedPool.Sapling) > 0 => [Reveal(note)],
                4 when mayEnter => [_scenario.Hide(_coins++, note), _scenario.Shield(_coins++, note, isVersion4: true), _scenario.Hide(_coins++, _notes++)],
                _ => [],
            };
            _blocks.Push(_scenario.Mine([.. transactions]));
        }

        /// <summary>Takes up to so many blocks back.</summary>
        public void Back(int count)
        {
            for (; count > 0 && Height > Start; count--)
            {
                Chain.Disconnect();
                _blocks.Pop();
            }
        }

        /// <summary>The whole state as text, as stored, and what the set holds; stored rows must be those of the state.</summary>
        public string Print()
        {
            Chain.Rows.ShouldBe(Replay.ReplayChain.RowsOf(_scenario.State), ignoreOrder: true);
            var rows = Chain.Rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key}={row.Value}");
            return string.Join('\n', [.. rows, $"{Chain.Shielded.Nullifiers} {Chain.Shielded.Anchors} {_scenario.State.Sprout.Root} {_scenario.State.Sapling.Root}"]);
        }

        private long Value(ShieldedPool pool) => (pool == ShieldedPool.Sprout ? _scenario.State.Totals.Sprout : _scenario.State.Totals.Sapling).Satoshis;

        private Transaction Inside(int note) => new ShieldedDraft
        {
            Spends = [new HiddenSpend(note, 10, _scenario.State.Sapling.Root)],
            Hides = [new HiddenOutput(note, 4), new HiddenOutput(note + 10_000, 6)],
        }.Seal();

        private Transaction InsideSprout(int note) => new ShieldedDraft { JoinSplits = [new JoinSplitDraft(note, _scenario.State.Sprout.Root)] }.Seal();

        private Transaction Reveal(int note) => new ShieldedDraft
        {
            Spends = [new HiddenSpend(note, 7, _scenario.State.Sapling.Root)],
            Outputs = ShieldedScenario.To(7),
        }.Seal();
    }
}
