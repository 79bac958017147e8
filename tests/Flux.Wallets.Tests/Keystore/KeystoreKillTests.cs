using System.Diagnostics;
using System.Globalization;
using Flux.Wallets.Keystore;

namespace Flux.Wallets.Tests.Keystore;

/// <summary>A process that saves without pause is killed (SIGKILL) at a random moment; what it had said was saved must be there, and the file must open.</summary>
public sealed class KeystoreKillTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("flux-keystore-kill").FullName;

    private string FilePath => Path.Combine(_directory, "wallet.json");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public Task Twenty_kills_during_writes_lose_nothing() => KillAsync(20);

    [Fact]
    [Trait("Category", "Long")]
    public Task Two_hundred_kills_during_writes_lose_nothing() => KillAsync(200);

    private async Task KillAsync(int kills)
    {
        var content = new KeystoreContent { Words = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong" };
        KeystoreFile.Create(FilePath, "local", "crash", content with { Labels = content.Labels.Add("n", "0") }, new KeyDerivation(64, 1, 1)).Dispose();
        var random = new Random(200);
        var unfinished = 0;
        for (var i = 0; i < kills; i++)
        {
            var said = await RunAndKillAsync(random);
            if (Directory.GetFiles(_directory).Length > 1) unfinished++;
            using var opened = KeystoreFile.Open(FilePath, "crash");
            opened.Content.Words.ShouldBe(content.Words);
            int.Parse(opened.Content.Labels["n"], CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(said);
        }
        // Some kills must have hit a write in the middle, or this shows nothing.
        if (kills >= 200) unfinished.ShouldBeGreaterThan(0);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {unfinished} in the middle of a write");
    }

    /// <summary>The last number the child said before it died.</summary>
    private async Task<int> RunAndKillAsync(Random random)
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", [ProgramPath(), FilePath]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = 0;
        for (var lines = random.Next(1, 6); lines > 0; lines--) said = int.Parse((await child.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        // Somewhere within the next save.
        SpinWait.SpinUntil(() => false, TimeSpan.FromMicroseconds(random.Next(0, 3000)));
        child.Kill();
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            if (int.TryParse(line, out var later)) said = later;
        }
        await child.WaitForExitAsync();
        return said;
    }

    private static string ProgramPath()
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(own.Parent!.Parent!.FullName, "Flux.Wallets.CrashChild", own.Name, "Flux.Wallets.CrashChild.dll");
    }
}
