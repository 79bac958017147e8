using System.Net;
using System.Text.Json;
using Flux.Apps.Messages;
using Flux.Os.Tests.Support;
using Flux.Os.Watching;
using Flux.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Os.Tests.Watching;

/// <summary>What other machines answer to probes is believed only as far as a node can have said it.</summary>
public sealed class PulseProberTests : IAsyncLifetime
{
    private static readonly NodeAddress Other = NodeAddress.TryParse(OwnAddress.Take().ToString(), out var address) ? address : default;
    private readonly ManualTime _time = new();
    private string _answer = "";
    private StubFluxd _fluxd = null!;
    private Node _node = null!;
    private PulseProber _prober = null!;
    private WebApplication _other = null!;

    public async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        _node = new Node(_fluxd, _time);
        _prober = new PulseProber(_node.Options, _node.Follower, _node.Gossip, _node.Close, _node.Pulses, _time, NullLogger<PulseProber>.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(Other.IpText), Other.Port));
        _other = builder.Build();
        _other.MapGet("/flux/pulse", () => Results.Text(_answer, "application/json"));
        await _other.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _prober.Dispose();
        await _other.DisposeAsync();
        _node.Dispose();
        await _fluxd.DisposeAsync();
    }

    [Fact]
    public async Task As_many_apps_as_a_node_has_networks_are_believed_and_one_more_is_no_answer()
    {
        (await ProbeAsync(With([.. Enumerable.Range(0, Pulse.MostApps).Select(i => App($"app{i}"))]))).ShouldBeTrue();
        _node.Pulses.Find(Other)!.Apps.Count.ShouldBe(255);

        (await ProbeAsync(With([.. Enumerable.Range(0, Pulse.MostApps + 1).Select(i => App($"more{i}"))]))).ShouldBeFalse();
        _node.Pulses.Find(Other)!.Apps.ShouldAllBe(app => app.Name.StartsWith("app", StringComparison.Ordinal));
        _node.Pulses.NodesWith("more1").ShouldBeEmpty();
    }

    [Fact]
    public async Task Texts_longer_than_such_texts_are_and_missing_ones_are_no_answer()
    {
        foreach (var app in (PulseApp[])
            [
                App(new string('a', 64)), App("demo") with { Hash = new string('0', 65) }, App("demo") with { State = new string('r', 33) },
                App("demo") with { Failed = new string('0', 65) }, App("demo") with { Update = new string('w', 1_001) },
                App(null!), App("demo") with { Hash = null! }, App("demo") with { State = null! }, null!,
            ])
        {
            (await ProbeAsync(With([App("good"), app]))).ShouldBeFalse(JsonSerializer.Serialize(app));
        }
        (await ProbeAsync(With(null!))).ShouldBeFalse();
        (await ProbeAsync(With([]) with { Name = new string('n', 501) })).ShouldBeFalse();
        _node.Pulses.Count.ShouldBe(0);

        (await ProbeAsync(With([App(new string('a', 63)) with { Failed = new string('0', 64), Update = new string('w', PulseApp.LongestUpdate) }]))).ShouldBeTrue();
    }

    private static Pulse With(IReadOnlyList<PulseApp> apps) => new("", "other", 1, 1, apps);

    private static PulseApp App(string name) => new(name, new string('0', 64), PulseApp.Running, 1, 0, 1);

    private Task<bool> ProbeAsync(Pulse pulse)
    {
        _answer = JsonSerializer.Serialize(pulse, JsonSerializerOptions.Web);
        return _prober.ProbeAsync(Other, CancellationToken.None);
    }
}
