using Flux.Orchestration.Docker;
using Flux.Orchestration.Tests;

[assembly: AssemblyFixture(typeof(EngineFixture))]

namespace Flux.Orchestration.Tests;

/// <summary>Looks once whether a real engine is here and makes the test images. Tests that need one skip with the reason otherwise.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    public string? Obstacle { get; private set; }

    public async ValueTask InitializeAsync()
    {
        using var engine = new Engine(new OrchestrationOptions { AppsFolder = Path.GetTempPath() }, TimeProvider.System);
        var answered = await engine.Host.PingAsync(TestContext.Current.CancellationToken);
        Obstacle = answered.Ok ? TestImage.Obstacle : "no Docker Engine: " + answered.Fault;
        if (Obstacle is null) await TestImage.EnsureAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
