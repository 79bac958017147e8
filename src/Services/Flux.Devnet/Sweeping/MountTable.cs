namespace Flux.Devnet.Sweeping;

/// <summary>Reads /proc/self/mounts (proc(5)): device, mount point, type, options.</summary>
internal static class MountTable
{
    /// <summary>Mount points below a folder, the deepest first so that each can be unmounted in turn.</summary>
    public static IReadOnlyList<string> Below(string folder, IEnumerable<string> mounts) =>
        [.. mounts
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length > 1)
            .Select(fields => fields[1].Replace("\\040", " ", StringComparison.Ordinal))
            .Where(point => point.StartsWith(folder + "/", StringComparison.Ordinal))
            .OrderByDescending(point => point.Length)];
}
