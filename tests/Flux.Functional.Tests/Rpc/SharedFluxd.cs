namespace Flux.Functional.Tests.Rpc;

/// <summary>One daemon for the tests of a class, with a short patience for slow clients.</summary>
public sealed class SharedFluxd : IAsyncLifetime
{
    internal FluxdProcess Fluxd { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Fluxd = await FluxdProcess.StartAsync(["-rpcservertimeout=1", "-rest", "-mineraddress=t1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj"]);

    public async ValueTask DisposeAsync()
    {
        if (Fluxd is not null) await Fluxd.DisposeAsync();
    }
}
