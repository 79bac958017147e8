using Flux.Devnet.Machines;
using Flux.Devnet.State;
using Flux.Devnet.Supervision;
using Flux.Devnet.Sweeping;

namespace Flux.Devnet.Programs;

/// <summary>How the programs of a machine are started.</summary>
internal sealed class ProgramSpecs(ProgramFiles files, HomeFolder home)
{
    public ProgramSpec Daemon(Machine machine) => new()
    {
        Name = machine.DaemonName,
        FileName = files.Fluxd,
        Arguments = [$"-datadir={machine.DaemonFolder}", $"-conf={FluxdSettings.FileFor(machine)}"],
        Environment = Mark,
        WorkingFolder = machine.Folder,
        LogFile = machine.DaemonLog,
    };

    public ProgramSpec Os(Machine machine) => new()
    {
        Name = machine.OsName,
        FileName = files.Fluxos,
        Arguments = ["--config", FluxosSettings.FileFor(machine)],
        Environment = Mark,
        WorkingFolder = machine.Folder,
        LogFile = machine.OsLog,
    };

    /// <summary>By this mark a sweep finds what a killed supervisor left. The two settings keep many small .NET processes small.</summary>
    private Dictionary<string, string> Mark => new()
    {
        [Sweep.HomeMark] = home.Path,
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_TieredPGO"] = "0",
    };
}
