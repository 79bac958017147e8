using System.Globalization;
using Flux.Devnet.Sweeping;

namespace Flux.Devnet.State;

/// <summary>
/// The right to run the network of one home folder. The kernel holds the lock and drops it when its owner dies, so it is never stale;
/// the file's text (process id and start time) only tells others who the owner is.
/// </summary>
internal sealed class InstanceLock : IDisposable
{
    private readonly FileStream file;

    private InstanceLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock, or returns null when another process has it.</summary>
    public static InstanceLock? TryTake(HomeFolder home)
    {
        try
        {
            var file = new FileStream(home.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {ProcessTable.StartTime(Environment.ProcessId)}\n")));
            file.Flush();
            return new InstanceLock(file);
        }
        catch (IOException) when (File.Exists(home.LockFile))
        {
            return null;
        }
    }

    /// <summary>The process that runs the network of this home, or null. Reads the text, so it is a hint; the lock itself decides.</summary>
    public static int? Owner(HomeFolder home)
    {
        if (!File.Exists(home.LockFile)) return null;
        // A plain read: .NET's own file opening would ask for a lock too and be refused.
        var words = PlainText.Read(home.LockFile, 64).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length != 2 || !int.TryParse(words[0], CultureInfo.InvariantCulture, out var id)) return null;
        return long.TryParse(words[1], CultureInfo.InvariantCulture, out var started) && ProcessTable.StartTime(id) == started ? id : null;
    }

    public void Dispose()
    {
        file.SetLength(0);
        file.Dispose();
    }
}
