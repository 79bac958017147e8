namespace Flux.Os.Storage;

/// <summary>Runs a backup or a restore from the command line: one line, and an exit code.</summary>
internal static class StateCommand
{
    public static async Task<int> RunAsync(Func<string> work)
    {
        try
        {
            await Console.Out.WriteLineAsync($"fluxos: {work()}").ConfigureAwait(false);
            return ExitCode.Ok;
        }
        catch (StorageException e)
        {
            await Console.Error.WriteLineAsync($"fluxos: {e.Message}").ConfigureAwait(false);
            return ExitCode.Storage;
        }
    }
}
