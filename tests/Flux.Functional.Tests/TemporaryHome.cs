namespace Flux.Functional.Tests;

/// <summary>A home folder that goes away with the test; kept when <c>FLUX_KEEP_TEST_HOMES=1</c>, for a look at the logs.</summary>
internal sealed class TemporaryHome : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("flux-functional-").FullName;

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("FLUX_KEEP_TEST_HOMES") != "1") Directory.Delete(Path, recursive: true);
    }
}
