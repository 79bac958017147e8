using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;

namespace Flux.Cli.Networks;

/// <summary>Writes a network file so that a kill leaves the old or the new one.</summary>
internal static class NetworkFileOutput
{
    /// <exception cref="CommandException">It cannot be written there.</exception>
    public static void Write(string path, OwnParameters own)
    {
        try
        {
            var draft = path + ".new";
            File.WriteAllText(draft, NetworkFile.Write(own));
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Unreachable, $"{path} can't be written: {e.Message}", inner: e);
        }
    }
}
