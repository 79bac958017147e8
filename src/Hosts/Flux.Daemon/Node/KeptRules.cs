using Flux.Consensus.Networks.Files;
using Flux.Daemon.Options;

namespace Flux.Daemon.Node;

/// <summary>
/// Keeps the rules of a founder's network beside its data: a file that was changed since makes no other genesis block where it changed, say, the subsidy, and the
/// state that is there was made by the old rules.
/// </summary>
internal static class KeptRules
{
    private const string FileName = "network.json";

    /// <summary>Why the data cannot be used with these rules, or null. Keeps the rules where there are none yet.</summary>
    public static string? Problem(DaemonOptions options)
    {
        if (options.Founder is not { } founder) return null;
        var path = Path.Combine(options.DataDirectory, FileName);
        if (!File.Exists(path))
        {
            // In one step: a kill must not leave half of it.
            File.WriteAllText(path + ".new", NetworkFile.Write(founder));
            File.Move(path + ".new", path, overwrite: true);
            return null;
        }
        if (NetworkFile.Read(File.ReadAllBytes(path)).Own is not { } kept) return $"{path} is damaged; it holds the rules by which the data beside it was made. Put the network file there that was used before.";
        var differences = NetworkFile.Differences(founder, kept).Select(difference => difference.ToString()).ToList();
        return differences.Count == 0 ? null : $"The data in {options.DataDirectory} was made by other rules ({path}): {string.Join("; ", differences)}. Use that file, or another -datadir.";
    }
}
