namespace Flux.Cli.Commands.App;

/// <summary>Waits for the network, not for ever.</summary>
internal static class Patience
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    /// <exception cref="CommandException">The deadline passed; the complaint says what did not happen.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan deadline, Func<string> complaint, CancellationToken cancel)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > deadline) throw new CommandException(ExitCode.Unreachable, $"After {deadline.TotalSeconds:0} s {complaint()}.");
            await Task.Delay(Beat, cancel);
        }
    }
}
