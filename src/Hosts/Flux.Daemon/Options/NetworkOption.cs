using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;

namespace Flux.Daemon.Options;

/// <summary>-network=FILE.json: a founder's network, or that of a recorded chain.</summary>
internal static class NetworkOption
{
    /// <summary>The network; none when the file is wrong, and <paramref name="problems"/> receives all that is wrong with it.</summary>
    public static (Network? Network, OwnParameters? Founder) Read(string path, List<string> problems)
    {
        try
        {
            var reading = NetworkFile.Read(File.ReadAllBytes(path));
            problems.AddRange(reading.Problems.Select(problem => $"network={path}: {problem}"));
            return (reading.Network, reading.Own);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"network={path}: can't be read: {e.Message}");
            return (null, null);
        }
    }
}
