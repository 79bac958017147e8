using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Registry;

/// <summary>The registry is a fold over the chain: whatever happened on the way, the same chain gives the same table.</summary>
public sealed class RegistryServiceTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly ManualTime _time = new();
    private readonly Owner _owner = new(7);
    private StubFluxd _fluxd = null!;

    public async ValueTask InitializeAsync() => _fluxd = await StubFluxd.StartAsync();

    public ValueTask DisposeAsync() => _fluxd.DisposeAsync();

    [Fact]
    public async Task A_payment_makes_an_app_and_a_refund_ends_it()
    {
        using var node = new Node(_fluxd, _time);
        var message = _owner.Register("demo", _time.NowMs);
        (await node.Registry.LearnAsync(message, Never)).Verdict.IsAccepted.ShouldBeTrue();
        var payment = StubFluxd.Pay(message);
        _fluxd.Mine(payment);
        await node.FollowAsync(_fluxd);
        node.Registry.Table.Find("demo")!.Hash.ShouldBe(message.Hash);

        _fluxd.Mine(StubFluxd.Refund(payment));
        await node.FollowAsync(_fluxd);

        node.Registry.Table.Find("demo").ShouldBeNull();
    }

    [Fact]
    public async Task A_restart_from_disk_gives_the_table_that_was_there()
    {
        using var node = new Node(_fluxd, _time);
        var message = _owner.Register("demo", _time.NowMs);
        await node.Registry.LearnAsync(message, Never);
        _fluxd.Mine(StubFluxd.Pay(message));
        _fluxd.Mine();
        await node.FollowAsync(_fluxd);

        using var again = new Node(_fluxd, _time, node.Folder);

        again.Registry.Table.Height.ShouldBe(2);
        again.Registry.Table.Hash().ShouldBe(node.Registry.Table.Hash());
        again.Registry.Table.Find("demo").ShouldNotBeNull();
    }

    [Fact]
    public async Task Blocks_that_leave_the_best_chain_go_back()
    {
        using var node = new Node(_fluxd, _time);
        var message = _owner.Register("demo", _time.NowMs);
        await node.Registry.LearnAsync(message, Never);
        _fluxd.Mine();
        _fluxd.Mine(StubFluxd.Pay(message));
        _fluxd.Mine();
        await node.FollowAsync(_fluxd);
        node.Registry.Table.Find("demo").ShouldNotBeNull();

        _fluxd.TakeBack(2);
        for (var i = 0; i < 4; i++) _fluxd.Mine();
        await node.FollowAsync(_fluxd);

        node.Registry.Table.Height.ShouldBe(_fluxd.Height);
        node.Registry.Table.Find("demo").ShouldBeNull();
        using var fresh = new Node(_fluxd, _time, node.Folder);
        fresh.Registry.Table.Height.ShouldBe(_fluxd.Height);
    }

    [Fact]
    public async Task A_fluxd_that_fails_in_the_middle_leaves_no_gap_on_disk()
    {
        using var node = new Node(_fluxd, _time);
        for (var i = 0; i < 6; i++) _fluxd.Mine();
        var reads = 0;
        _fluxd.Fails = method => method == "getblock" && ++reads == 4;

        await Should.ThrowAsync<Exception>(() => node.Registry.FollowAsync(node.Follower.Picture with { Height = 6 }, Never));
        await node.Registry.FollowAsync(node.Follower.Picture with { Height = 6 }, Never);

        node.Registry.Table.Height.ShouldBe(6);
        using var again = new Node(_fluxd, _time, node.Folder);
        again.Registry.Table.Height.ShouldBe(6);
    }

    [Fact]
    public async Task A_message_that_comes_after_its_payment_counts_from_the_payment_on()
    {
        using var early = new Node(_fluxd, _time);
        using var late = new Node(_fluxd, _time);
        var message = _owner.Register("demo", _time.NowMs);
        await early.Registry.LearnAsync(message, Never);
        _fluxd.Mine(StubFluxd.Pay(message));
        _fluxd.Mine();
        await early.FollowAsync(_fluxd);
        await late.FollowAsync(_fluxd);
        late.Registry.Missing.ShouldBe([message.Hash]);

        await late.Registry.LearnAsync(message, Never);

        late.Registry.Missing.ShouldBeEmpty();
        late.Registry.Table.Hash().ShouldBe(early.Registry.Table.Hash());
    }

    [Fact]
    public async Task A_node_that_joins_later_computes_the_same_table()
    {
        using var first = new Node(_fluxd, _time);
        var messages = new[] { "one", "two", "three" }.Select((name, i) => _owner.Register(name, _time.NowMs + i)).ToList();
        foreach (var message in messages) await first.Registry.LearnAsync(message, Never);
        var payments = messages.Select(m => StubFluxd.Pay(m)).ToList();
        _fluxd.Mine(payments[0], payments[1]);
        _fluxd.Mine(payments[2]);
        _fluxd.Mine(StubFluxd.Refund(payments[1]));
        await first.FollowAsync(_fluxd);

        using var joined = new Node(_fluxd, _time);
        await joined.FollowAsync(_fluxd);
        foreach (var message in Enumerable.Reverse(messages)) await joined.Registry.LearnAsync(message, Never);

        first.Registry.Table.Apps.Keys.ShouldBe(["one", "three"]);
        joined.Registry.Table.Hash().ShouldBe(first.Registry.Table.Hash());
    }

    [Fact]
    public async Task Too_little_money_makes_no_app()
    {
        using var node = new Node(_fluxd, _time);
        var message = _owner.Register("demo", _time.NowMs);
        await node.Registry.LearnAsync(message, Never);
        _fluxd.Mine(StubFluxd.Pay(message, divisor: 2));

        await node.FollowAsync(_fluxd);

        node.Registry.Table.Find("demo").ShouldBeNull();
    }

    [Fact]
    public async Task An_unpaid_message_is_forgotten_after_an_hour()
    {
        using var node = new Node(_fluxd, _time);
        await node.Registry.LearnAsync(_owner.Register("demo", _time.NowMs), Never);
        node.Registry.Temporary.Count.ShouldBe(1);

        _time.Advance(TimeSpan.FromMinutes(61));
        _fluxd.Mine();
        await node.FollowAsync(_fluxd);

        await Eventually.HoldsAsync(() => node.Registry.Temporary.Count == 0);
    }

    [Fact]
    public async Task A_message_whose_payment_a_reorganisation_took_waits_another_hour_for_it()
    {
        using var node = new Node(_fluxd, _time);
        var message = _owner.Register("demo", _time.NowMs);
        await node.Registry.LearnAsync(message, Never);
        var payment = StubFluxd.Pay(message);
        _fluxd.Mine(payment);
        await node.FollowAsync(_fluxd);
        _time.Advance(TimeSpan.FromMinutes(61));
        _fluxd.TakeBack(1);
        for (var i = 0; i < 2; i++) _fluxd.Mine();
        await node.FollowAsync(_fluxd);
        node.Registry.Table.Find("demo").ShouldBeNull();

        using var again = new Node(_fluxd, _time, node.Folder);
        _fluxd.Mine(payment);
        await again.FollowAsync(_fluxd);

        again.Registry.Table.Find("demo").ShouldNotBeNull();
    }
}
