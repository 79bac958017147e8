namespace Flux.Devnet.Startup;

/// <summary>Waits for a condition with a deadline.</summary>
internal sealed class Wait(TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Looks until the condition holds.</summary>
    /// <exception cref="DevnetException">It did not within the deadline; <paramref name="late"/> says what that means.</exception>
    public async Task UntilAsync(Func<CancellationToken, Task<bool>> condition, TimeSpan deadline, Func<string> late, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        while (!await condition(cancel))
        {
            if (time.GetElapsedTime(began) > deadline) throw new DevnetException(DevnetProblem.Unreachable, late());
            await Task.Delay(Look, time, cancel);
        }
    }
}
