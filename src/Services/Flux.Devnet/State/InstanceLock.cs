using System.Globalization;
using Flux.Devnet.Sweeping;

namespace Flux.Devnet.State;

/// <summary>
/// The right to run the network of one home folder. The kernel holds the lock and drops it when its owner dies, so it is never stale;
/// a file beside it (process id and start time) only tells others who the owner is.
/// </summary>
internal sealed class InstanceLock : IDisposable
{
    private readonly FileStream held;
    private readonly string ownerFile;

    private InstanceLock(FileStream held, string ownerFile) => (this.held, this.ownerFile) = (held, ownerFile);

    /// <summary>Takes the lock, or returns null when another process has it.</summary>
    public static InstanceLock? TryTake(HomeFolder home)
    {
        FileStream held;
        try
        {
            held = new FileStream(home.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(home.LockFile))
        {
            return null;
        }
        var id = Environment.ProcessId;
        File.WriteAllText(home.OwnerFile, string.Create(CultureInfo.InvariantCulture, $"{id} {ProcTable.StartTime(id)}\n"));
        return new InstanceLock(held, home.OwnerFile);
    }

    /// <summary>The process that runs the network of this home, or null. A hint for messages; the lock itself decides.</summary>
    public static int? Owner(HomeFolder home)
    {
        if (!File.Exists(home.OwnerFile)) return null;
        var words = File.ReadAllText(home.OwnerFile).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length != 2 || !int.TryParse(words[0], CultureInfo.InvariantCulture, out var id)) return null;
        return long.TryParse(words[1], CultureInfo.InvariantCulture, out var started) && ProcTable.StartTime(id) == started ? id : null;
    }

    public void Dispose()
    {
        File.Delete(ownerFile);
        held.Dispose();
    }
}
