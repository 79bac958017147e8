namespace Flux.Os.Tests.Support;

/// <summary>Waits for a condition, with a deadline that only a broken program meets.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static Task HoldsAsync(Func<bool> condition) => HoldsAsync(() => Task.FromResult(condition()));

    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var deadline = new CancellationTokenSource(Deadline);
        while (!await condition())
        {
            if (deadline.IsCancellationRequested) throw new TimeoutException($"not within {Deadline.TotalSeconds} s");
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
