using System.Collections.Concurrent;
using Flux.Consensus.Rejects;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.P2P.Tests.Support;

/// <summary>A chain in memory: one unit of work a block, most work wins, first seen among equals.</summary>
internal sealed class MemoryChain : IChainPort
{
    private static readonly Reject BadHeader = new("bad-test-header", RejectKind.Invalid, 100, "test", true);
    private static readonly Reject BadBlock = new("bad-test-block", RejectKind.Invalid, 100, "test", true);

    private readonly Lock _lock = new();
    private readonly Dictionary<BlockHash, Node> _nodes = [];
    private readonly List<Node> _active = [];
    private Node _tip;
    private Node _best;

    public MemoryChain()
    {
        _tip = _best = new Node(TestBlocks.Genesis.Header, null) { Body = TestBlocks.Genesis, IsComplete = true };
        _nodes[_tip.Hash] = _tip;
        _active.Add(_tip);
    }

    /// <summary>Called outside the lock after the tip changed.</summary>
    public Action? TipChanged { get; set; }

    public bool IsInitialDownload { get; set; }

    /// <summary>Whether what arrives and what is asked for is noted. A test that measures memory notes nothing.</summary>
    public bool TakesNotes { get; init; } = true;

    /// <summary>Bodies that arrived, in order.</summary>
    public ConcurrentQueue<BlockHash> Arrivals { get; } = new();

    /// <summary>Blocks that peers asked for.</summary>
    public ConcurrentQueue<BlockHash> Read { get; } = new();

    public BlockHash Tip => View.Tip.Hash;

    public int Height => View.Tip.Height;

    /// <summary>Called before a block is read for a peer, outside the lock; a test holds an answer back with it.</summary>
    public Action? Reading { get; set; }

    /// <summary>Called before each look at the chain, outside the lock; a test stops a node with it.</summary>
    public Action? Looking { get; set; }

    public ChainView View
    {
        get
        {
            Looking?.Invoke();
            lock (_lock) return new ChainView(Facts(_tip), Facts(_best), IsInitialDownload) { WantsHistory = _active.Exists(node => node.Body is null) };
        }
    }

    public void Add(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks) Submit(block);
    }

    /// <summary>Stands where it stood, but without the bodies below the tip, like a chain that began with a snapshot.</summary>
    public void LoseHistory()
    {
        lock (_lock)
        {
            foreach (var node in _active[1..^1]) node.Body = null;
            Arrivals.Clear();
        }
    }

    /// <summary>Makes one block on the tip.</summary>
    public Block Mine()
    {
        Block block;
        lock (_lock) block = TestBlocks.After(_tip.Body!);
        Submit(block);
        return block;
    }

    public HeaderFacts? Find(BlockHash hash)
    {
        lock (_lock) return _nodes.TryGetValue(hash, out var node) ? Facts(node) : null;
    }

    public IReadOnlyList<BlockHash> Locator(BlockHash from)
    {
        lock (_lock)
        {
            var hashes = new List<BlockHash>();
            var step = 1;
            for (var node = _nodes.GetValueOrDefault(from) ?? _best; ; node = At(node, Math.Max(0, node.Height - step)))
            {
                hashes.Add(node.Hash);
                if (node.Height == 0) return hashes;
                if (hashes.Count >= 10) step *= 2;
            }
        }
    }

    public IReadOnlyList<BlockHeader> HeadersAfter(IReadOnlyList<BlockHash> locator, BlockHash stop, int max)
    {
        lock (_lock)
        {
            if (locator.Count == 0) return _nodes.TryGetValue(stop, out var single) ? [single.Header] : [];
            var start = locator.Select(hash => _nodes.GetValueOrDefault(hash)).FirstOrDefault(node => node is not null && IsActive(node))?.Height ?? 0;
            var headers = new List<BlockHeader>();
            for (var height = start + 1; height <= _tip.Height && headers.Count < max; height++)
            {
                var node = At(_tip, height);
                headers.Add(node.Header);
                if (node.Hash == stop) break;
            }
            return headers;
        }
    }

    public BlockHash? Ancestor(BlockHash descendant, int height)
    {
        lock (_lock) return _nodes.TryGetValue(descendant, out var node) && height >= 0 && height <= node.Height ? At(node, height).Hash : null;
    }

    public IReadOnlyList<WantedBlock> MissingBlocks(int max)
    {
        lock (_lock)
        {
            var missing = new List<WantedBlock>();
            for (var node = _best; node is not null && !IsActive(node); node = node.Parent)
                if (node.Body is null) missing.Add(new WantedBlock(node.Hash, node.Height));
            missing.Reverse();
            // What a snapshot left out.
            missing.AddRange(_active.Where(node => node.Body is null).Select(node => new WantedBlock(node.Hash, node.Height)));
            return [.. missing.Take(max)];
        }
    }

    public ReadOnlyMemory<byte>? ReadBlockBytes(BlockHash hash)
    {
        if (TakesNotes) Read.Enqueue(hash);
        Reading?.Invoke();
        lock (_lock) return _nodes.TryGetValue(hash, out var node) && node.Body is { } body ? body.ToBytes() : null;
    }

    public Task<HeadersOutcome> SubmitHeadersAsync(IReadOnlyList<BlockHeader> headers, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_nodes.ContainsKey(headers[0].Previous)) return Task.FromResult(new HeadersOutcome(null, 0, default, true));
            HeaderFacts? last = null;
            var added = 0;
            foreach (var header in headers)
            {
                if (header.Time == TestBlocks.BadHeaderTime) return Task.FromResult(new HeadersOutcome(last, added, Verdict.Fail(BadHeader), false));
                if (!_nodes.ContainsKey(header.Hash)) added++;
                last = Facts(AddHeader(header));
            }
            return Task.FromResult(new HeadersOutcome(last, added, default, false));
        }
    }

    public Task<BlockOutcome> SubmitBlockAsync(Block block, bool requested, CancellationToken cancellationToken) => Task.FromResult(Submit(block));

    private BlockOutcome Submit(Block block)
    {
        bool changed;
        lock (_lock)
        {
            if (TakesNotes) Arrivals.Enqueue(block.Hash);
            if (!_nodes.ContainsKey(block.Header.Previous)) return new BlockOutcome(BlockOutcomeKind.Orphan);
            if (_nodes.TryGetValue(block.Hash, out var known) && known.Body is not null) return new BlockOutcome(BlockOutcomeKind.Duplicate);
            var node = AddHeader(block.Header);
            if (block.Header.StateRoot == TestBlocks.BadBody)
            {
                Invalidate(node);
                return new BlockOutcome(BlockOutcomeKind.Invalid, Verdict.Fail(BadBlock));
            }
            node.Body = block;
            changed = Complete(node);
        }
        if (changed) TipChanged?.Invoke();
        return new BlockOutcome(BlockOutcomeKind.Accepted);
    }

    private Node AddHeader(BlockHeader header)
    {
        if (_nodes.TryGetValue(header.Hash, out var known)) return known;
        var node = new Node(header, _nodes[header.Previous]);
        _nodes[node.Hash] = node;
        if (!node.Invalid && node.Height > _best.Height) _best = node;
        return node;
    }

    /// <summary>The body is here: it and what waited for it may be the new tip.</summary>
    private bool Complete(Node first)
    {
        var before = _tip;
        var work = new Queue<Node>([first]);
        while (work.TryDequeue(out var node))
        {
            if (node.Body is null || node.Parent is not { IsComplete: true } || node.Invalid) continue;
            node.IsComplete = true;
            if (node.Height > _tip.Height) Activate(node);
            foreach (var child in node.Children) work.Enqueue(child);
        }
        if (_tip.Height > _best.Height) _best = _tip;
        return _tip != before;
    }

    private void Activate(Node tip)
    {
        var branch = new List<Node>();
        for (var node = tip; !IsActive(node); node = node.Parent!) branch.Add(node);
        branch.Reverse();
        _active.RemoveRange(branch[0].Height, _active.Count - branch[0].Height);
        _active.AddRange(branch);
        _tip = tip;
    }

    private void Invalidate(Node node)
    {
        var work = new Queue<Node>([node]);
        while (work.TryDequeue(out var bad))
        {
            bad.Invalid = true;
            foreach (var child in bad.Children) work.Enqueue(child);
        }
        _best = _nodes.Values.Where(candidate => !candidate.Invalid).MaxBy(candidate => candidate.Height)!;
    }

    private bool IsActive(Node node) => node.Height < _active.Count && _active[node.Height] == node;

    private Node At(Node node, int height)
    {
        while (node.Height > height && !IsActive(node)) node = node.Parent!;
        return node.Height == height ? node : _active[height];
    }

    private HeaderFacts Facts(Node node) => new(node.Hash, node.Header.Previous, node.Height, node.Header.Time)
    {
        ChainWork = new UInt256((ulong)node.Height + 1, 0, 0, 0),
        HasBlock = node.Body is not null,
        IsInvalid = node.Invalid,
        IsActive = IsActive(node),
    };

    private sealed class Node
    {
        public Node(BlockHeader header, Node? parent)
        {
            (Header, Parent, Hash) = (header, parent, header.Hash);
            Height = parent is null ? 0 : parent.Height + 1;
            Invalid = parent?.Invalid ?? false;
            parent?.Children.Add(this);
        }

        public BlockHeader Header { get; }

        public BlockHash Hash { get; }

        public Node? Parent { get; }

        public List<Node> Children { get; } = [];

        public int Height { get; }

        public Block? Body { get; set; }

        public bool IsComplete { get; set; }

        public bool Invalid { get; set; }
    }
}
