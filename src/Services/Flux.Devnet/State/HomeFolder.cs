namespace Flux.Devnet.State;

/// <summary>The folder a local network lives in, and the names of the things in it.</summary>
public sealed class HomeFolder(string path)
{
    private const string Marker = "flux-local-network";

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string StateFile => In("network.json");

    /// <summary>The rules of a founder's network, as every daemon of it reads them.</summary>
    public string RulesFile => In("rules.json");

    public string LockFile => In("supervisor.lock");

    public string OwnerFile => In("supervisor.pid");

    public string ControlSocket => In("control.sock");

    public string SupervisorLog => In("supervisor.log");

    public string WalletFile => In("wallet.json");

    public string PassphraseFile => In("wallet.passphrase");

    public string IncomeFile => In("income.json");

    public string Machines => In("machines");

    private string MarkerFile => In(Marker);

    public bool Exists => File.Exists(MarkerFile);

    /// <summary>Makes the folder, readable by its owner only, and marks it as ours.</summary>
    /// <exception cref="DevnetException">The folder holds something else, or can't be made.</exception>
    public void Create()
    {
        if (Exists) return;
        try
        {
            if (Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any())
                throw new DevnetException(DevnetProblem.Rejected, $"The folder {Path} is not empty and holds no Flux network.", "Choose another with FLUX_HOME, or empty it.");
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.WriteAllText(MarkerFile, "This folder belongs to a local Flux network. `flux up --reset` empties it.\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DevnetException(DevnetProblem.Unreachable, $"The folder {Path} can't be made: {e.Message}", "Choose another with FLUX_HOME.", e);
        }
    }

    /// <summary>Removes what the network kept. Only a folder that bears our mark is touched; what belongs to the supervisor stays.</summary>
    public void Empty()
    {
        if (!Exists) return;
        string[] kept = [Marker, .. new[] { LockFile, OwnerFile, SupervisorLog, ControlSocket }.Select(file => System.IO.Path.GetFileName(file))];
        foreach (var entry in new DirectoryInfo(Path).EnumerateFileSystemInfos().Where(entry => !kept.Contains(entry.Name)))
        {
            if (entry is DirectoryInfo folder) folder.Delete(recursive: true);
            else entry.Delete();
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
