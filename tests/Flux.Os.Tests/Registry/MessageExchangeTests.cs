using System.Net;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Os.Tests.Support;
using Flux.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Flux.Os.Tests.Registry;

/// <summary>A newcomer knows from the chain what it lacks, and believes nobody about anything else.</summary>
public sealed class MessageExchangeTests : IAsyncLifetime
{
    private readonly string _there = OwnAddress.Take().ToString(), _here = OwnAddress.Take().ToString();
    private readonly ManualTime _time = new();
    private readonly Owner _owner = new(7);
    private StubFluxd _fluxd = null!;

    public async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        _fluxd.AddNode(1, _there, Keys.Node(31).PublicKey);
        _fluxd.AddNode(2, _here, Keys.Node(32).PublicKey);
    }

    public ValueTask DisposeAsync() => _fluxd.DisposeAsync();

    [Fact]
    public async Task A_newcomer_fetches_every_message_the_chain_names_in_parts()
    {
        await using var served = await ServedNode.StartAsync(_fluxd, _time, _there);
        for (var part = 0; part < 13; part++)
        {
            var owner = new Owner((byte)(40 + part));
            var messages = Enumerable.Range(0, 50).Select(i => owner.Register($"app{part}x{i}", _time.NowMs)).ToList();
            foreach (var message in messages) (await served.Node.Registry.LearnAsync(message, CancellationToken.None)).Verdict.IsAccepted.ShouldBeTrue();
            _fluxd.Mine([.. messages.Select(m => StubFluxd.Pay(m))]);
        }
        await served.Node.FollowAsync(_fluxd);
        using var newcomer = new Node(_fluxd, _time, address: _here);
        await newcomer.FollowAsync(_fluxd);
        newcomer.Registry.Missing.Count.ShouldBe(650);

        await RunUntilAsync(newcomer, () => newcomer.Registry.Missing.Count == 0);

        newcomer.Registry.Table.Hash().ShouldBe(served.Node.Registry.Table.Hash());
    }

    [Fact]
    public async Task A_lying_node_can_give_nothing_that_the_chain_does_not_back()
    {
        var wanted = _owner.Register("demo", _time.NowMs);
        var unpaid = _owner.Register("other", _time.NowMs);
        var forged = wanted.ToGossip().With("appSpecifications", wanted.Received.With("description", JsValue.Of("forged")));
        await using var liar = await ServeAsync(JsValue.Array(
        [
            forged.With("height", JsValue.Of(1)).With("valueSat", JsValue.Of(long.MaxValue / 4096)), unpaid.ToGossip().With("height", JsValue.Of(1)), JsValue.Null, JsValue.Of("garbage"),
        ]));
        _fluxd.Mine(StubFluxd.Pay(wanted));
        using var newcomer = new Node(_fluxd, _time, address: _here);
        await newcomer.FollowAsync(_fluxd);
        var asked = 0;
        _liarAsked = () => Interlocked.Increment(ref asked);

        await RunUntilAsync(newcomer, () => Volatile.Read(ref asked) >= 2);

        newcomer.Registry.Missing.ShouldBe([wanted.Hash]);
        newcomer.Registry.MessageOf(unpaid.Hash).ShouldBeNull();
        newcomer.Registry.Table.Apps.ShouldBeEmpty();
        (await newcomer.Registry.LearnPaidAsync([wanted], CancellationToken.None)).ShouldBe(1);
        newcomer.Registry.Table.Find("demo")!.Hash.ShouldBe(wanted.Hash);
    }

    [Fact]
    public async Task An_invalid_copy_under_the_same_hash_does_not_shadow_the_genuine_message()
    {
        using var node = new Node(_fluxd, _time);
        var genuine = _owner.Register("demo", _time.NowMs);
        var forged = Read(genuine.ToGossip().With("appSpecifications", genuine.Received.With("instances", JsValue.Of(7))));
        forged.Hash.ShouldBe(genuine.Hash);

        (await node.Registry.LearnAsync(forged, CancellationToken.None)).Verdict.Reject.ShouldBe(AppMessageReject.WrongHash);
        (await node.Registry.LearnAsync(genuine, CancellationToken.None)).IsNew.ShouldBeTrue();
        (await node.Registry.LearnAsync(forged, CancellationToken.None)).Verdict.Reject.ShouldBe(AppMessageReject.WrongHash);
        (await node.Registry.LearnAsync(genuine, CancellationToken.None)).ShouldBe((AppMessageVerdict.Accepted, false));
        node.Registry.MessageOf(genuine.Hash)!.Spec.Instances.ShouldBe(1);
    }

    [Fact]
    public async Task A_flood_of_one_owner_is_refused_and_a_restart_still_knows_it()
    {
        using var node = new Node(_fluxd, _time);
        for (var i = 0; i < 100; i++) (await node.Registry.LearnAsync(_owner.Register($"app{i}", _time.NowMs), "node1", CancellationToken.None)).IsNew.ShouldBeTrue();

        var over = await node.Registry.LearnAsync(_owner.Register("more", _time.NowMs), "node2", CancellationToken.None);

        over.Verdict.Reject.ShouldBe(AppMessageReject.TooMany);
        using var again = new Node(_fluxd, _time, node.Folder);
        _fluxd.Mine();
        await again.FollowAsync(_fluxd);
        (await again.Registry.LearnAsync(_owner.Register("more", _time.NowMs), "node2", CancellationToken.None)).Verdict.Reject.ShouldBe(AppMessageReject.TooMany);
        (await again.Registry.LearnAsync(new Owner(8).Register("more", _time.NowMs), "node2", CancellationToken.None)).IsNew.ShouldBeTrue();
    }

    private Action _liarAsked = () => { };

    private async Task<WebApplication> ServeAsync(JsValue records)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(_there), NodeAddress.DefaultPort));
        var app = builder.Build();
        app.MapFallback(() =>
        {
            _liarAsked();
            return Results.Text($"{{\"status\":\"success\",\"data\":{records}}}");
        });
        await app.StartAsync();
        return app;
    }

    // The test's clock stands still, so that the second question needs a push.
    private async Task RunUntilAsync(Node node, Func<bool> condition)
    {
        using var stop = new CancellationTokenSource();
        var running = node.Messages.RunAsync(stop.Token);
        await Eventually.HoldsAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            return condition();
        });
        await stop.CancelAsync();
        await running;
    }

    private static AppMessage Read(JsValue value) => AppMessage.TryRead(value, out var message, out var problem) ? message : throw new FormatException(problem);
}
