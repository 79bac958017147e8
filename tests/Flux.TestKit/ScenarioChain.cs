using System.Collections.Immutable;
using Flux.Consensus.Blocks;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.TestKit;

/// <summary>A chain in memory on an own network. Blocks are drafted from the shadow ledger and judged by the rules.</summary>
public sealed class ScenarioChain
{
    private readonly Stack<(Block Block, BlockUndo Undo, ShadowLedger Before)> _connected = new();

    /// <summary>A chain that is only genesis.</summary>
    public ScenarioChain(Network network, ShadowLimits limits)
    {
        Network = network;
        State = LedgerState.AtGenesis(network);
        Ancestry = new MemoryAncestry(network.Genesis.Header);
        Shadow = new ShadowLedger(limits);
    }

    /// <summary>Whose rules.</summary>
    public Network Network { get; }

    /// <summary>State after the tip.</summary>
    public LedgerState State { get; private set; }

    /// <summary>Coins after the tip.</summary>
    public MemoryCoins Coins { get; } = new();

    /// <summary>The branch.</summary>
    public MemoryAncestry Ancestry { get; }

    /// <summary>The second telling.</summary>
    public ShadowLedger Shadow { get; private set; }

    /// <summary>Height of the tip.</summary>
    public int Height => State.Height;

    /// <summary>Who gets the miner's part.</summary>
    public TestKey Miner { get; init; } = TestKey.Of("miner");

    /// <summary>Seconds that drafts come later than one spacing after their parent: with it two empty blocks on one parent differ.</summary>
    public uint Late { get; set; }

    /// <summary>Puts a proof of work into a header; by default none.</summary>
    public Func<BlockHeader, BlockHeader> Solve { get; init; } = header => header;

    /// <summary>Connected blocks, the last one first.</summary>
    public IEnumerable<Block> Blocks => _connected.Select(entry => entry.Block);

    /// <summary>A valid next block with these transactions.</summary>
    public BlockDraft Draft(params ImmutableArray<Transaction> transactions)
    {
        var height = Height + 1;
        var outputs = new List<TxOutput> { new(new Amount(Shadow.MinerPart() + FeesOf(transactions, height)), Miner.Script) };
        outputs.AddRange(Shadow.NextPayments().Where(tier => tier.Paid > 0).Select(tier => new TxOutput(new Amount(tier.Paid), tier.Payee!.Payee)));
        return new BlockDraft
        {
            Height = height,
            Transactions = transactions,
            CoinbaseScript = new ScriptBuilder().Number(height).Data(Network.Genesis.Hash.Value.Bytes[..8]).ToScript(),
            CoinbaseOutputs = [.. outputs],
            Header = new BlockHeader
            {
                Version = 4,
                Previous = State.Tip,
                MerkleRoot = Hash256.Zero,
                StateRoot = Shadow.StateRoot(),
                Time = Ancestry.At(Height).Time + (uint)Network.Work.Spacing + Late,
                Bits = Network.Genesis.Header.Bits,
            },
        };
    }

    /// <summary>What the rules say of a block on the tip, all stages and deferred checks; nothing changes.</summary>
    public Verdict Judge(Block block, uint? now = null) => Judge(block, now, out _);

    /// <summary>Connects; a refusal is an exception.</summary>
    public Block Connect(Block block)
    {
        var verdict = Judge(block, null, out var result);
        if (!verdict.IsOk) throw new InvalidOperationException($"block {Height + 1} refused: {verdict}");
        _connected.Push((block, result!.Undo!, Shadow));
        Coins.Apply(result.Coins);
        State = result.Next!;
        Ancestry.Add(block.Header);
        Shadow = Shadow.Copy();
        Shadow.Apply(block);
        LastResult = result;
        return block;
    }

    /// <summary>What the last connect said.</summary>
    public ConnectResult? LastResult { get; private set; }

    /// <summary>Mines one valid block with these transactions.</summary>
    public Block Mine(params ImmutableArray<Transaction> transactions)
    {
        var block = Draft(transactions).Seal();
        return Connect(block with { Header = Solve(block.Header) });
    }

    /// <summary>Mines empty blocks.</summary>
    public void MineMany(int count)
    {
        for (var i = 0; i < count; i++) Mine();
    }

    /// <summary>Takes the last block back; the undo goes through its bytes.</summary>
    public DisconnectResult Disconnect()
    {
        var (block, undo, before) = _connected.Pop();
        if (!BlockUndoCodec.TryParse(BlockUndoCodec.ToBytes(undo), out var read, out var error)) throw new InvalidOperationException(error);
        var result = BlockRules.Disconnect(Network, block, read, State);
        Coins.Apply(result.Coins);
        State = result.Previous;
        Ancestry.RemoveLast();
        Shadow = before;
        return result;
    }

    /// <summary>Coins of a key that a transaction in the next block may spend, oldest first; escrow coins only when asked for.</summary>
    public IReadOnlyList<(OutPoint OutPoint, TxOutput Output)> Spendable(TestKey key, bool escrow = false) => Spendable(key.Script, escrow);

    /// <summary>Coins of a script, likewise.</summary>
    public IReadOnlyList<(OutPoint OutPoint, TxOutput Output)> Spendable(Script script, bool escrow = false) =>
    [
        .. Coins.All
            .Where(pair => pair.Value.Output.ScriptPubKey == script && pair.Value.IsEscrow == escrow)
            .Where(pair => !pair.Value.IsCoinbase || Height + 1 - pair.Value.Height >= Network.Coinbase.Maturity)
            .OrderBy(pair => pair.Value.Height).ThenBy(pair => pair.Key)
            .Select(pair => (pair.Key, pair.Value.Output)),
    ];

    private Verdict Judge(Block block, uint? now, out ConnectResult? result)
    {
        result = null;
        var verdict = BlockRules.Check(Network, block);
        if (verdict.IsOk) verdict = BlockRules.CheckHeaderContext(Network, block.Header, Ancestry, now ?? block.Header.Time, Height);
        if (verdict.IsOk) verdict = BlockRules.CheckContext(Network, block, Ancestry);
        if (!verdict.IsOk) return verdict;
        result = BlockRules.Connect(Network, block, Ancestry, State, Coins);
        if (!result.IsOk) return result.Verdict;
        return result.Checks.Select(check => check.Run()).FirstOrDefault(outcome => !outcome.IsOk);
    }

    private long FeesOf(ImmutableArray<Transaction> transactions, int height)
    {
        long fees = 0;
        var made = new Dictionary<OutPoint, ShadowCoin>();
        foreach (var tx in transactions.Where(tx => !tx.IsFluxNode))
        {
            foreach (var input in tx.Inputs)
            {
                var coin = made.GetValueOrDefault(input.PreviousOutput) ?? Shadow.Coins.GetValueOrDefault(input.PreviousOutput);
                fees += coin?.WorthAt(height) ?? 0;
            }
            for (var i = 0; i < tx.Outputs.Length; i++)
            {
                fees -= tx.Outputs[i].Value.Satoshis;
                made[new OutPoint(tx.Id, (uint)i)] = new ShadowCoin(tx.Outputs[i].Value.Satoshis, tx.Outputs[i].ScriptPubKey, height, false, 0);
            }
        }
        return Math.Max(0, fees);
    }
}
