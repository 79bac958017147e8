namespace Flux.Os.Tests.Support;

/// <summary>A test of the parts that log people in, on a stub fluxd and a clock of the test.</summary>
public abstract class IdentityTest : IAsyncLifetime
{
    private StubFluxd _fluxd = null!;

    private protected ManualTime Time { get; } = new();

    private protected IdentityParts Parts { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        Parts = PartsOf();
    }

    public virtual async ValueTask DisposeAsync()
    {
        Parts.Dispose();
        await _fluxd.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Those of another node on the same chain.</summary>
    private protected IdentityParts PartsOf(bool acceptSelfMade = true) => new(_fluxd, Time, acceptSelfMade);
}
