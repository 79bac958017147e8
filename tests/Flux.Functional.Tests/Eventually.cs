namespace Flux.Functional.Tests;

/// <summary>Waits for a condition, with a deadline that only a broken network meets.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task HoldsAsync(Func<Task<bool>> condition, Func<Task<string>> otherwise)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var deadline = new CancellationTokenSource(Deadline);
        while (!await condition())
        {
            if (deadline.IsCancellationRequested) throw new TimeoutException($"not within {Deadline.TotalSeconds} s: {await otherwise()}");
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
