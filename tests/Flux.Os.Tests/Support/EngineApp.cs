using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Orchestration;
using Flux.Os.Registry;
using Flux.Os.Watching;
using Flux.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Flux.Os.Tests.Support;

/// <summary>A node whose app <c>demo</c>, one component <c>web</c>, runs healthy in a container of the machine's Docker Engine. Everything is swept at the end.</summary>
internal sealed class EngineApp : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private EngineApp(ApiNode node, OrchestrationOptions options)
    {
        (Node, Options) = (node, options);
        _running = Instances.RunAsync(_stop.Token);
    }

    public ApiNode Node { get; }

    /// <summary>Settings of its container side.</summary>
    public OrchestrationOptions Options { get; }

    public LocalInstances Instances => Node.App.Services.GetRequiredService<LocalInstances>();

    public RegisteredApp Registered => Node.App.Services.GetRequiredService<RegistryService>().Table.Find("demo")!;

    /// <summary>Skips the test where no engine is. Classes run side by side, so each has an address and a subnet of its own.</summary>
    public static async Task<EngineApp> StartAsync(string subnetPrefix)
    {
        if (await BusyboxImage.ObstacleAsync() is { } obstacle) Assert.Skip(obstacle);
        OrchestrationOptions options = null!;
        var node = await ApiNode.StartAsync(folder => options = new OrchestrationOptions
        {
            Namespace = "os" + Guid.NewGuid().ToString("n")[..10],
            NodeName = "node1",
            PublishAddress = OwnAddress.Take(),
            SubnetPrefix = subnetPrefix,
            AppsFolder = Path.Combine(folder, "apps"),
            Firewall = false,
            StopGrace = TimeSpan.FromSeconds(2),
        }, ApiNode.Owner.Spec("demo", BusyboxImage.Name, 31_111, 8080));
        var app = new EngineApp(node, options);
        try
        {
            await Eventually.HoldsAsync(app.IsUp);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Told again each time, as a watcher does: what comes before it is known what ran here is dropped.</summary>
    private bool IsUp()
    {
        Instances.Start(Registered, NodeTier.Cumulus);
        return Instances.StatusOf("demo") is { Healthy: true } status && !string.IsNullOrEmpty(status.Components[0].ContainerId);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        // A keeper that lives would mend what the sweep takes away.
        await Node.App.Services.GetRequiredService<KeeperHolder>().DisposeAsync();
        (await InstanceKeeper.SweepAsync(Options, CancellationToken.None)).Value!.Left.ShouldBeEmpty();
        await Node.DisposeAsync();
        _stop.Dispose();
    }
}
