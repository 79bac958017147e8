using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Selection;

/// <summary>Every block of a storm, what it is worth, and where the scenario stands among them.</summary>
internal sealed class StormTree
{
    private readonly Dictionary<BlockHash, StormBlock> _byHash = [];
    private readonly List<StormBlock> _all = [];

    public StormTree()
    {
        Scenario = new RandomScenario { AfterEach = _ => NoteTip() };
        Root = new StormBlock(Scenario.Chain.Network.Genesis, null, 0, IsGood: true) { IsStored = true };
        _byHash.Add(Root.Block.Hash, Root);
    }

    /// <summary>Makes the good blocks.</summary>
    public RandomScenario Scenario { get; }

    /// <summary>Genesis.</summary>
    public StormBlock Root { get; }

    /// <summary>All but genesis, parents before children.</summary>
    public IReadOnlyList<StormBlock> All => _all;

    /// <summary>The block the scenario stands on.</summary>
    public StormBlock Tip => _byHash[Scenario.Chain.State.Tip];

    public StormBlock Find(BlockHash hash) => _byHash[hash];

    /// <summary>A block that breaks a rule, or stands on one that does.</summary>
    public StormBlock AddBad(Block block) => Add(block, isGood: false);

    /// <summary>Takes the scenario to a good block, over the fork.</summary>
    public void MoveTo(StormBlock target)
    {
        var path = new Stack<Block>();
        var at = target;
        var main = Scenario.Chain.Blocks.Select(block => block.Hash).ToHashSet();
        for (; at.Parent is not null && !main.Contains(at.Block.Hash); at = at.Parent) path.Push(at.Block);
        while (Scenario.Chain.State.Tip != at.Block.Hash) Scenario.Chain.Disconnect();
        foreach (var block in path) Scenario.Chain.Connect(block);
    }

    /// <summary>The greatest height that a node which stored what it stored must stand at.</summary>
    public int BestHeight()
    {
        var best = 0;
        foreach (var block in _all)
        {
            block.IsUsable = block is { IsGood: true, IsStored: true, IsDenied: false } && block.Parent is { IsUsable: true };
            if (block.IsUsable) best = Math.Max(best, block.Height);
        }
        return best;
    }

    private void NoteTip()
    {
        var block = Scenario.Chain.Blocks.FirstOrDefault();
        if (block is not null && !_byHash.ContainsKey(block.Hash)) Add(block, isGood: true);
    }

    private StormBlock Add(Block block, bool isGood)
    {
        var parent = _byHash[block.Header.Previous];
        var entry = new StormBlock(block, parent, parent.Height + 1, isGood && parent.IsGood);
        _byHash.Add(block.Hash, entry);
        _all.Add(entry);
        return entry;
    }

    /// <summary>A block of the storm.</summary>
    /// <param name="Block">It.</param>
    /// <param name="Parent">Null for genesis.</param>
    /// <param name="Height">Height.</param>
    /// <param name="IsGood">Neither it nor an ancestor breaks a rule.</param>
    public sealed record StormBlock(Block Block, StormBlock? Parent, int Height, bool IsGood)
    {
        /// <summary>The node has it.</summary>
        public bool IsStored { get; set; }

        /// <summary>The operator declared it invalid.</summary>
        public bool IsDenied { get; set; }

        /// <summary>Set by <see cref="BestHeight"/>.</summary>
        public bool IsUsable { get; set; } = Parent is null;

        /// <summary>It or an ancestor is denied.</summary>
        public bool IsUnderDenied => IsDenied || Parent is { IsUnderDenied: true };

        public override string ToString() => $"{Height}:{Block.Hash.ToString()[..8]}{(IsGood ? "" : " (bad)")}";

        public bool Equals(StormBlock? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => Block.Hash.GetHashCode();
    }
}
