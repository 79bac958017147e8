namespace Flux.Wallets.Keystore;

/// <summary>Replaces a file so that a kill at any instant leaves the old or the new content.</summary>
internal static class AtomicFile
{
    private const string Unfinished = ".new";

    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var full = Path.GetFullPath(path);
        var temporary = $"{full}.{Environment.ProcessId}{Unfinished}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            RemoveUnfinished(full);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new KeystoreException(KeystoreErrorKind.Io, $"Cannot write {path}: {e.Message}. The previous file is untouched.", e);
        }
    }

    /// <summary>What killed writers left: encrypted, but of no use to anyone.</summary>
    private static void RemoveUnfinished(string full)
    {
        var options = new EnumerationOptions { MatchType = MatchType.Simple };
        foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(full)!, $"{Path.GetFileName(full)}.*{Unfinished}", options))
        {
            var owner = Path.GetFileName(left)[(Path.GetFileName(full).Length + 1)..^Unfinished.Length];
            if (int.TryParse(owner, out var process) && process != Environment.ProcessId && !IsAlive(process)) File.Delete(left);
        }
    }

    private static bool IsAlive(int process)
    {
        if (OperatingSystem.IsBrowser()) return true;
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
