namespace Flux.Devnet.Tests;

/// <summary>Waits for a condition, with a deadline that only a broken program meets.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task HoldsAsync(Func<bool> condition, string what)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var deadline = new CancellationTokenSource(Deadline);
        while (!condition())
        {
            if (deadline.IsCancellationRequested) throw new TimeoutException($"not within {Deadline.TotalSeconds} s: {what}");
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
