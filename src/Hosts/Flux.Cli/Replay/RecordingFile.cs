using System.Text.Json;

namespace Flux.Cli.Replay;

/// <summary>Opens a JSON file of a recording.</summary>
internal static class RecordingFile
{
    /// <exception cref="CommandException">There is none, or it is not JSON.</exception>
    public static JsonDocument Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonDocument.Parse(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.NotFound, $"{path} cannot be read: {e.Message}", inner: e);
        }
        catch (JsonException e)
        {
            throw new CommandException(ExitCode.Rejected, $"{path} is not JSON: {e.Message}", inner: e);
        }
    }
}
