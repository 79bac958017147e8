using System.Text.Json;
using Flux.Consensus.Blocks;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Headers;
using Flux.Consensus.ProofOfNode;
using Flux.Consensus.Work;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Replay;

/// <summary>
/// Nineteen recorded cases of two branches, fed block by block: the tip and the node state after every step are the recorded ones. Chain selection
/// here is the plainest there is: most work, then the lower eligibility hash, then who came first.
/// </summary>
public sealed class ReorgReplayTests
{
    private static readonly JsonElement Recording = SharedData.ReadJson("recorded/reorg.json");
    private static readonly byte[] Bytes = File.ReadAllBytes(SharedData.PathOf("recorded/reorg.dat"));

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, 19)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ends_every_step_where_the_reference_does(int index)
    {
        var recorded = Recording.GetProperty("cases")[index];
        var tree = new Tree(ChainAt(recorded.GetProperty("base_height").GetInt32()));
        JsonElement? nodes = null;
        var step = 0;
        foreach (var entry in recorded.GetProperty("steps").EnumerateArray())
        {
            tree.Submit(BlockAt(entry), entry.GetProperty("mocktime").GetUInt32());
            if (entry.TryGetProperty("nodes", out var changed)) nodes = changed;
            var at = $"case {index + 1} step {++step} ({entry.GetProperty("branch").GetString()} {entry.GetProperty("height").GetInt32()})";
            tree.Chain.State.Tip.ToString().ShouldBe(entry.GetProperty("tip").GetString(), at);
            if (nodes is { } expected) ShouldAgree(tree.Chain.State.Nodes, expected, at);
        }
    }

    private static ReplayChain ChainAt(int height)
    {
        var chain = new ReplayChain(RecordedNetwork.Of(SharedData.ReadJson("recorded/chains/eras.json").GetProperty("parameters")));
        foreach (var block in RecordedChain.Blocks("recorded/chains/eras.dat").Take(height)) chain.Connect(block, runScripts: false);
        return chain;
    }

    private static Block BlockAt(JsonElement entry)
    {
        // The record is magic, LE32 size, block.
        var record = Bytes.AsSpan(entry.GetProperty("offset").GetInt32(), entry.GetProperty("size").GetInt32());
        BlockCodec.TryParse(record[8..], out var block, out var error).ShouldBeTrue(error);
        return block!;
    }

    private static void ShouldAgree(FluxNodeList nodes, JsonElement expected, string at)
    {
        string Name(FluxNodeRecord node) => $"COutPoint({node.Collateral.Transaction}, {node.Collateral.Index})";
        IEnumerable<string> Listed(NodeState state) => nodes.Records.Where(node => node.State == state).Select(node => $"{Name(node)} {node.AddedHeight}").Order();
        Listed(NodeState.Started).ShouldBe(expected.GetProperty("started").EnumerateArray().Select(row => $"{row[0].GetString()} {row[1].GetInt32()}").Order(), at);
        Listed(NodeState.Dos).ShouldBe(expected.GetProperty("dos").EnumerateArray().Select(row => $"{row[0].GetString()} {row[1].GetInt32()}").Order(), at);
        TierAmounts.Tiers.ToArray()
            .SelectMany(tier => nodes.Queue(tier).Select((node, rank) => $"{Name(node)} {tier.ToString().ToUpperInvariant()} {rank} {node.AddedHeight} {node.ConfirmedHeight} {node.LastConfirmedHeight} {node.LastPaidHeight}"))
            .ShouldBe(expected.GetProperty("confirmed").EnumerateArray().Select(row => string.Join(' ', row.EnumerateArray().Take(7))), at);
    }

    /// <summary>Known blocks above the base, and the chain they extend.</summary>
    private sealed class Tree(ReplayChain chain)
    {
        private readonly Dictionary<BlockHash, (Block Block, int Height, UInt256 Work)> _known = [];
        private readonly int _base = chain.State.Height;

        public ReplayChain Chain { get; } = chain;

        public void Submit(Block block, uint now)
        {
            var branch = BranchTo(block.Header.Previous);
            if (branch is null) return;
            var ancestry = Ancestry(branch);
            if (!BlockRules.CheckHeaderContext(Chain.Network, block.Header, ancestry, now, Chain.State.Height).IsOk) return;
            _known[block.Hash] = (block, ancestry.Height + 1, ancestry.Tip().ChainWork + ChainWork.Of(block.Header));
            if (IsBetter(block)) Switch([.. branch, block]);
        }

        private bool IsBetter(Block block)
        {
            var (_, height, work) = _known[block.Hash];
            var tip = Chain.Ancestry.Tip();
            if (work != tip.ChainWork) return work > tip.ChainWork;
            if (height != tip.Height || !block.Header.IsProofOfNode || !_known.TryGetValue(tip.Hash, out var current)) return false;
            return PonRules.EligibilityHash(Chain.Network, block.Header) < PonRules.EligibilityHash(Chain.Network, current.Block.Header);
        }

        private void Switch(List<Block> branch)
        {
            var common = 0;
            while (common < branch.Count && _base + common < Chain.State.Height && Chain.Ancestry.At(_base + common + 1).Hash == branch[common].Hash) common++;
            while (Chain.State.Height > _base + common) Chain.Disconnect();
            foreach (var block in branch.Skip(common)) Chain.Connect(block, runScripts: false);
        }

        private List<Block>? BranchTo(BlockHash tip)
        {
            var branch = new List<Block>();
            while (tip != Chain.Ancestry.At(_base).Hash)
            {
                if (!_known.TryGetValue(tip, out var entry)) return null;
                branch.Insert(0, entry.Block);
                tip = entry.Block.Header.Previous;
            }
            return branch;
        }

        private MemoryAncestry Ancestry(List<Block> branch)
        {
            var ancestry = new MemoryAncestry(Chain.Ancestry, _base);
            foreach (var block in branch) ancestry.Add(block.Header);
            return ancestry;
        }
    }
}
