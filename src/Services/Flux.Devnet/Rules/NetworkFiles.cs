using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;

namespace Flux.Devnet.Rules;

/// <summary>Network files on this machine.</summary>
public static class NetworkFiles
{
    /// <summary>A founder's network or that of a recorded chain.</summary>
    /// <exception cref="DevnetException">The file cannot be read, or says what is not allowed: all of it, line by line.</exception>
    public static NetworkReading Read(string path)
    {
        var reading = NetworkFile.Read(BytesOf(path));
        if (reading.IsOk) return reading;
        throw new DevnetException(DevnetProblem.Rejected, string.Join('\n', reading.Problems.Select(problem => $"{path}: {problem}")), "Every field and its range: flux network show classic");
    }

    /// <summary>A founder's network.</summary>
    /// <exception cref="DevnetException">As above, or it is a recorded chain.</exception>
    public static OwnParameters ReadOwn(string path) => Read(path).Own
        ?? throw new DevnetException(DevnetProblem.Rejected, $"{path} describes a recorded chain, not a network of its own.", "Make a network with: flux network new NAME");

    private static byte[] BytesOf(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var problem = e is FileNotFoundException or DirectoryNotFoundException ? DevnetProblem.NotFound : DevnetProblem.Unreachable;
            throw new DevnetException(problem, $"The network file {path} can't be read: {e.Message}", "Make one with: flux network new NAME", e);
        }
    }
}
