using Flux.Chain.Events;
using Flux.Chain.Selection;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Selection;

public sealed class ReorganisationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ScenarioChain _scenario = new(TestNetworks.Quick, TestNetworks.QuickLimits);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Stays_on_the_first_of_two_equal_branches()
    {
        var (first, second) = Fork(common: 4, left: 2, right: 2);
        await using var node = await TestNode.OpenAsync(_directory.Path);

        await node.SubmitAllAsync([.. first, .. second]);

        node.Snapshot.Tip.Hash.ShouldBe(first[^1].Hash);
    }

    [Fact]
    public async Task Moves_to_the_branch_with_more_work()
    {
        var (first, second) = Fork(common: 4, left: 2, right: 3);
        await using var node = await TestNode.OpenAsync(_directory.Path);

        await node.SubmitAllAsync([.. first, .. second]);

        node.Snapshot.Tip.Hash.ShouldBe(second[^1].Hash);
        ExpectedState.Of(await node.CountAsync()).ShouldBe(ExpectedState.Of(_scenario));
    }

    [Fact]
    public async Task Moves_to_a_better_branch_that_forks_off_far_below()
    {
        var (first, second) = Fork(common: 3, left: 150, right: 151);
        await using var node = await TestNode.OpenAsync(_directory.Path);

        await node.SubmitAllAsync([.. first, .. second]);

        node.Snapshot.Tip.Hash.ShouldBe(second[^1].Hash);
        ExpectedState.Of(await node.CountAsync()).ShouldBe(ExpectedState.Of(_scenario));
    }

    [Fact]
    public async Task Keeps_the_tip_over_a_restart_beside_an_equal_branch()
    {
        var (first, second) = Fork(common: 4, left: 2, right: 2);
        for (var i = 0; i < 2; i++)
        {
            await using var node = await TestNode.OpenAsync(_directory.Path);
            await node.SubmitAllAsync([.. first, .. second]);
            node.Snapshot.Tip.Hash.ShouldBe(first[^1].Hash);
        }
    }

    [Fact]
    public async Task Falls_back_when_a_longer_branch_turns_out_invalid()
    {
        var (first, second) = Fork(common: 4, left: 2, right: 2);
        var draft = _scenario.Draft();
        var greedy = (draft with { CoinbaseOutputs = [draft.CoinbaseOutputs[0] with { Value = Amount.FromFlux(400) }] }).Seal();
        await using var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAllAsync([.. first, .. second]);
        var before = await node.CountAsync();

        var result = await node.SubmitAsync(greedy);

        result.Kind.ShouldBe(SubmitKind.Invalid);
        result.Verdict.Message.ShouldBe("bad-cb-amount");
        node.Snapshot.Tip.Hash.ShouldBe(first[^1].Hash);
        (await node.CountAsync()).ShouldBe(before);
        node.Tips().Select(tip => tip.State).ShouldBe([ChainTipState.Invalid, ChainTipState.Active]);
    }

    [Fact]
    public async Task Refuses_what_builds_on_an_invalid_block()
    {
        var draft = _scenario.Draft();
        var greedy = (draft with { CoinbaseOutputs = [draft.CoinbaseOutputs[0] with { Value = Amount.FromFlux(400) }] }).Seal();
        _scenario.Mine();
        var child = _scenario.Draft().Seal();
        child = child with { Header = child.Header with { Previous = greedy.Hash } };
        await using var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAsync(greedy);

        (await node.SubmitAsync(child)).Verdict.Message.ShouldBe("bad-prevblk");
    }

    [Fact]
    public async Task Leaves_a_branch_that_the_operator_declares_invalid_and_comes_back()
    {
        var (first, second) = Fork(common: 4, left: 2, right: 3);
        await using var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAllAsync([.. first, .. second]);
        var cancellation = TestContext.Current.CancellationToken;

        (await node.InvalidateAsync(second[5].Hash, cancellation)).ShouldBeTrue();
        node.Snapshot.Tip.Hash.ShouldBe(first[^1].Hash);
        node.Snapshot.BestHeader.Hash.ShouldBe(first[^1].Hash);
        node.FindHeader(second[^1].Hash)!.IsInvalid.ShouldBeTrue();

        (await node.ReconsiderAsync(second[5].Hash, cancellation)).ShouldBeTrue();
        node.Snapshot.Tip.Hash.ShouldBe(second[^1].Hash);
        node.FindHeader(second[^1].Hash)!.IsInvalid.ShouldBeFalse();
        ExpectedState.Of(await node.CountAsync()).ShouldBe(ExpectedState.Of(_scenario));
    }

    [Fact]
    public async Task Allows_every_branch_of_a_block_that_is_allowed_again()
    {
        var (first, second) = Fork(common: 4, left: 2, right: 3);
        await using var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAllAsync([.. first, .. second]);
        var cancellation = TestContext.Current.CancellationToken;
        await node.InvalidateAsync(first[5].Hash, cancellation);
        await node.InvalidateAsync(first[2].Hash, cancellation);
        node.Snapshot.Height.ShouldBe(2);

        // It names the shorter branch; the longer one was denied only through their common ancestor.
        (await node.ReconsiderAsync(first[5].Hash, cancellation)).ShouldBeTrue();

        node.FindHeader(second[^1].Hash)!.IsInvalid.ShouldBeFalse();
        node.Snapshot.Tip.Hash.ShouldBe(second[^1].Hash);
    }

    [Fact]
    public async Task Refuses_new_branches_below_the_last_known_checkpoint()
    {
        var (first, second) = Fork(common: 4, left: 6, right: 7);
        var network = TestNetworks.Quick with { Checkpoints = [new(3, first[2].Hash), new(6, first[5].Hash), new(900, BlockHash.Zero)] };
        for (var i = 0; i < 2; i++)
        {
            // The second time after a restart: what is known is looked up again.
            await using var node = await TestNode.OpenAsync(_directory.Path, network);
            await node.SubmitAllAsync(first);
            var refused = await node.SubmitAsync(second[4]);
            refused.Kind.ShouldBe(SubmitKind.Invalid);
            (refused.Verdict.Message, refused.Verdict.Reject!.Score).ShouldBe(("bad-fork-prior-to-checkpoint", 100));
            node.Snapshot.Tip.Hash.ShouldBe(first[^1].Hash);
        }

        // Before the checkpoint's block is known the same branch is like any other, and known blocks stay good.
        await using var other = await TestNode.OpenAsync(_directory.In("other"), network);
        await other.SubmitAllAsync([.. first[..5], second[4], .. first[5..], second[4]]);
        other.Snapshot.Tip.Hash.ShouldBe(first[^1].Hash);
    }

    [Fact]
    public async Task Remembers_an_invalid_block_over_a_restart()
    {
        _scenario.MineMany(5);
        var blocks = TestNode.BlocksOf(_scenario);
        await using (var node = await TestNode.OpenAsync(_directory.Path))
        {
            await node.SubmitAllAsync(blocks);
            await node.InvalidateAsync(blocks[3].Hash, TestContext.Current.CancellationToken);
        }

        await using var again = await TestNode.OpenAsync(_directory.Path);

        again.Snapshot.Height.ShouldBe(3);
        (await again.SubmitAsync(blocks[4])).Kind.ShouldBe(SubmitKind.DuplicateInvalid);
    }

    [Fact]
    public async Task Prefers_the_branch_that_the_operator_names_among_equals()
    {
        var (first, second) = Fork(common: 4, left: 2, right: 2);
        await using var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAllAsync([.. first, .. second]);

        await node.PreferAsync(second[^1].Hash, TestContext.Current.CancellationToken);

        node.Snapshot.Tip.Hash.ShouldBe(second[^1].Hash);
    }

    [Fact]
    public async Task Tells_subscribers_every_step_in_order()
    {
        var (first, second) = Fork(common: 1, left: 1, right: 2);
        await using var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAllAsync(first);
        using var subscription = node.Subscribe();

        await node.SubmitAllAsync(second);

        var steps = new List<string>();
        while (subscription.Events.TryRead(out var occurred)) steps.Add(Describe(occurred));
        steps.ShouldBe([$"- {first[1].Hash}", $"+ {second[1].Hash}", $"+ {second[2].Hash}", $"= {second[2].Hash}"]);
    }

    [Fact]
    public async Task Ends_a_subscription_that_falls_behind()
    {
        _scenario.MineMany(5);
        await using var node = await TestNode.OpenAsync(_directory.Path);
        using var subscription = node.Subscribe(capacity: 2);

        await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));

        subscription.Events.TryRead(out _).ShouldBeTrue();
        subscription.Events.TryRead(out _).ShouldBeTrue();
        await Should.ThrowAsync<SubscriptionLaggedException>(() => subscription.Events.Completion);
    }

    [Fact]
    public async Task Ignores_an_unrequested_block_with_less_work_than_the_tip()
    {
        var (first, second) = Fork(common: 1, left: 2, right: 1);
        await using var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAllAsync(first);

        var result = await node.SubmitBlockAsync(second[1], requested: false, TestContext.Current.CancellationToken);

        result.Kind.ShouldBe(SubmitKind.Ignored);
    }

    private static string Describe(ChainEvent occurred) => occurred switch
    {
        BlockConnected connected => $"+ {connected.Entry.Hash}",
        BlockDisconnected disconnected => $"- {disconnected.Entry.Hash}",
        TipChanged changed => $"= {changed.Snapshot.Tip.Hash}",
        _ => occurred.GetType().Name,
    };

    /// <summary>Two branches, each from block 1 on; the scenario stands on the right one.</summary>
    private (Block[] Left, Block[] Right) Fork(int common, int left, int right)
    {
        _scenario.MineMany(common + left);
        var first = TestNode.BlocksOf(_scenario);
        for (var i = 0; i < left; i++) _scenario.Disconnect();
        var other = _scenario.Draft();
        var block = (other with { Header = other.Header with { Time = other.Header.Time + 1 } }).Seal();
        _scenario.Connect(block);
        _scenario.MineMany(right - 1);
        return (first, TestNode.BlocksOf(_scenario));
    }
}
