using System.Globalization;
using Flux.Primitives;
using static Flux.Chain.Tests.Selection.StormTree;

namespace Flux.Chain.Tests.Selection;

/// <summary>
/// Turns numbers into the life of a node: blocks of many branches, some held back and delivered in any order, headers first or not at all, blocks
/// that break rules and blocks on top of those, blocks that the operator denies and allows again, restarts. After every event the node must stand
/// on a good block that the operator does not deny, and every so often on the highest one there is, in the state of that block.
/// </summary>
internal sealed class ForkStorm : IAsyncDisposable
{
    private const int Kinds = 20;
    private readonly StormTree _tree = new();
    private readonly List<StormBlock> _denied = [];
    private readonly List<string> _history = [];
    private readonly ChainOptions _options;
    private ChainNode _node;
    private bool _holds;
    private int _sent;

    private ForkStorm(ChainOptions options, ChainNode node) => (_options, _node) = (options, node);

    /// <summary>What happened, one line an event.</summary>
    public IReadOnlyList<string> History => _history;

    /// <summary>Most blocks that were taken back at once.</summary>
    public int DeepestReorganisation { get; private set; }

    /// <summary>Times that blocks were taken back.</summary>
    public int Reorganisations { get; private set; }

    /// <summary>Blocks that break a rule, and refusals of them.</summary>
    public int BadBlocksSent { get; private set; }

    public int Height => _node.Snapshot.Height;

    public static async Task<ForkStorm> OpenAsync(ChainOptions options) => new(options, await TestNode.OpenAsync(options));

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    /// <summary>One event.</summary>
    public async Task StepAsync(int number)
    {
        var argument = number / Kinds;
        var before = _tree.Find(_node.Snapshot.Tip.Hash);
        var work = (number % Kinds) switch
        {
            < 11 => MakeAsync(argument),
            11 => JumpAsync(argument),
            12 => BreakAsync(argument),
            13 or 14 => DeliverAsync(argument, headersFirst: number % Kinds == 13),
            15 => HoldAsync(argument),
            16 => DenyAsync(argument),
            17 => AllowAsync(argument),
            18 => argument % 25 == 0 ? RestartAsync() : RepeatAsync(argument),
            _ => argument % 4 == 0 ? CheckAsync() : DeliverAsync(argument, headersFirst: false),
        };
        await work;
        Note(before);
        var tip = _tree.Find(_node.Snapshot.Tip.Hash);
        tip.IsGood.ShouldBeTrue($"the tip {tip} is a block that breaks a rule");
        tip.IsUnderDenied.ShouldBeFalse($"the tip {tip} is on a denied branch");
    }

    /// <summary>Delivers what is left, in order, and checks.</summary>
    public async Task<(Block[] MainChain, ChainTotals Totals)> FinishAsync()
    {
        Say("end");
        foreach (var block in _denied.ToArray()) await AllowAsync(block);
        foreach (var block in _tree.All.Where(block => !block.IsStored).ToArray()) await SubmitAsync(block);
        await CheckAsync();
        _tree.All.Where(block => block is { IsGood: true, IsStored: false }).ShouldBeEmpty("a good block was never taken");
        return ([.. TestNode.MainChain(_node)], await _node.CountAsync());
    }

    private async Task MakeAsync(int argument)
    {
        _tree.Scenario.Chain.Late = (uint)(argument % 3);
        var known = _tree.All.Count;
        _tree.Scenario.Step(argument);
        Say($"make {_tree.Tip}{(_holds ? ", held" : "")}");
        if (!_holds) foreach (var block in _tree.All.Skip(known).ToArray()) await SubmitAsync(block);
    }

    private Task JumpAsync(int argument)
    {
        var near = _tree.All.Where(block => block.IsGood && block.Height >= _tree.Tip.Height - (argument % 5 == 0 ? 60 : 12)).ToList();
        if (near.Count == 0) return Task.CompletedTask;
        _tree.MoveTo(near[argument % near.Count]);
        Say($"go on from {_tree.Tip}");
        return Task.CompletedTask;
    }

    private async Task BreakAsync(int argument)
    {
        _tree.Scenario.Chain.Late = (uint)_history.Count % 5;
        var made = BadBlocks.Make(_tree.Scenario.Chain, argument);
        if (_tree.All.Any(known => known.Block.Hash == made.Hash)) return;
        var bad = _tree.AddBad(made);
        Say($"break {bad} with {argument % 12}");
        var line = new List<StormBlock> { bad };
        for (var i = 0; i < argument / 12 % 4; i++) line.Add(_tree.AddBad(BadBlocks.After(_tree.Scenario.Chain, line[^1].Block, line[^1].Height + 1)));
        BadBlocksSent += line.Count;
        if (argument % 7 == 0) line.Reverse();
        foreach (var block in line) await SubmitAsync(block);
    }

    private async Task DeliverAsync(int argument, bool headersFirst)
    {
        var waiting = _tree.All.Where(block => !block.IsStored && block.IsGood).ToArray();
        new Random(argument).Shuffle(waiting);
        if (argument % 3 == 0) waiting = [.. waiting.Take(1 + (argument % 11))];
        Say($"deliver {waiting.Length}{(headersFirst ? ", headers first" : "")}");
        if (headersFirst)
        {
            foreach (var block in waiting.OrderBy(block => block.Height)) await _node.SubmitHeadersAsync([block.Block.Header], TestContext.Current.CancellationToken);
        }
        foreach (var block in waiting) await SubmitAsync(block);
    }

    private Task HoldAsync(int argument)
    {
        _holds = argument % 3 != 0;
        Say(_holds ? "hold blocks back" : "hold nothing back");
        return Task.CompletedTask;
    }

    private async Task DenyAsync(int argument)
    {
        var at = Height - (argument % (argument % 9 == 0 ? 45 : 6));
        if (at < 1) return;
        var block = _tree.Find(_node.HeaderAt(at)!.Hash);
        Say($"deny {block}");
        block.IsDenied = true;
        _denied.Add(block);
        (await _node.InvalidateAsync(block.Block.Hash, TestContext.Current.CancellationToken)).ShouldBeTrue();
    }

    private Task AllowAsync(int argument) => _denied.Count == 0 ? Task.CompletedTask : AllowAsync(_denied[argument % _denied.Count]);

    /// <summary>Forgets what is held against the block, its ancestors and its descendants.</summary>
    private async Task AllowAsync(StormBlock block)
    {
        Say($"allow {block}");
        foreach (var denied in _denied.Where(denied => IsAncestor(denied, block) || IsAncestor(block, denied)).ToArray())
        {
            denied.IsDenied = false;
            _denied.Remove(denied);
        }
        (await _node.ReconsiderAsync(block.Block.Hash, TestContext.Current.CancellationToken)).ShouldBeTrue();
    }

    private async Task RepeatAsync(int argument)
    {
        if (_tree.All.Count == 0) return;
        await SubmitAsync(_tree.All[argument % _tree.All.Count]);
    }

    private async Task RestartAsync()
    {
        Say("restart");
        var tip = _node.Snapshot.Tip.Hash;
        await _node.DisposeAsync();
        _node = await TestNode.OpenAsync(_options);
        _node.Snapshot.Tip.Hash.ShouldBe(tip, "another tip after a restart");
    }

    private async Task CheckAsync()
    {
        foreach (var block in _tree.All.Where(block => !block.IsStored)) block.IsStored = IsStored(block);
        Height.ShouldBe(_tree.BestHeight(), "not the best branch");
        var here = _tree.Tip;
        _tree.MoveTo(_tree.Find(_node.Snapshot.Tip.Hash));
        var totals = await _node.CountAsync();
        totals.AreConsistent.ShouldBeTrue("money was made or lost");
        ExpectedState.Of(totals).ShouldBe(ExpectedState.Of(_tree.Scenario.Chain), "the state is not that of the tip");
        _tree.MoveTo(here);
    }

    private async Task SubmitAsync(StormBlock block)
    {
        _sent++;
        var result = await _node.SubmitAsync(block.Block);
        block.IsStored = IsStored(block);
        if (block.IsGood)
        {
            var refused = result.Kind is SubmitKind.Invalid or SubmitKind.DuplicateInvalid;
            refused.ShouldBe(block.IsUnderDenied && refused, $"{block} was refused: {result.Verdict}");
        }
        else if (result.Kind == SubmitKind.Accepted) result.IsConnected.ShouldBeFalse($"{block} was connected");
    }

    private bool IsStored(StormBlock block) => _node.FindHeader(block.Block.Hash)?.HasBlock ?? false;

    private static bool IsAncestor(StormBlock ancestor, StormBlock block)
    {
        var at = block;
        while (at.Height > ancestor.Height) at = at.Parent!;
        return at == ancestor;
    }

    private void Note(StormBlock before)
    {
        var after = _tree.Find(_node.Snapshot.Tip.Hash);
        var fork = before;
        while (!IsAncestor(fork, after)) fork = fork.Parent!;
        if (fork == before) return;
        Reorganisations++;
        DeepestReorganisation = Math.Max(DeepestReorganisation, before.Height - fork.Height);
    }

    private void Say(string what) => _history.Add(string.Create(CultureInfo.InvariantCulture, $"{_history.Count} [node {Height}, {_sent} sent] {what}"));
}
