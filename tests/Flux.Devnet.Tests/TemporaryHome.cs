using Flux.Devnet.State;

namespace Flux.Devnet.Tests;

/// <summary>A home folder that goes away with the test.</summary>
internal sealed class TemporaryHome : IDisposable
{
    public TemporaryHome()
    {
        Path = Directory.CreateTempSubdirectory("flux-test-").FullName;
        Home = new HomeFolder(Path);
    }

    public string Path { get; }

    public HomeFolder Home { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
