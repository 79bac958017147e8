namespace Flux.Os.Tests.Support;

/// <summary>A test of one app in a container of the machine's Docker Engine, installed anew for each test.</summary>
/// <param name="subnetPrefix">The class's own: classes run side by side.</param>
public abstract class EngineAppTest(string subnetPrefix) : IAsyncLifetime
{
    private EngineApp? _app;

    private protected EngineApp App => _app!;

    private protected ApiNode Node => App.Node;

    public virtual async ValueTask InitializeAsync() => _app = await EngineApp.StartAsync(subnetPrefix);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
