namespace Flux.Devnet.Programs;

/// <summary>Where the built programs lie: beside each other, one folder a project (<c>artifacts/bin/Flux.Daemon/release/fluxd</c>).</summary>
public sealed record ProgramFiles(string Fluxd, string Fluxos)
{
    /// <summary>Finds the programs of the same build as this library, or below a given folder of artefacts.</summary>
    /// <exception cref="DevnetException">A program is not there.</exception>
    public static ProgramFiles Find(string programs = "")
    {
        var own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var configuration = Path.GetFileName(own);
        var folder = programs != "" ? programs : Path.GetDirectoryName(Path.GetDirectoryName(own))!;
        return new ProgramFiles(
            Existing(Path.Combine(folder, "Flux.Daemon", configuration, "fluxd")),
            Existing(Path.Combine(folder, "Flux.Os", configuration, "fluxos")));
    }

    private static string Existing(string path) => File.Exists(path)
        ? path
        : throw new DevnetException(DevnetProblem.Unreachable, $"The program {path} is missing.", "Build it: ./flux does that by itself, or run: dotnet build -c Release");
}
