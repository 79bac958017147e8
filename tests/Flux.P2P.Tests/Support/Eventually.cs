namespace Flux.P2P.Tests.Support;

/// <summary>Waits for a condition, with a deadline that only a broken program reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    public static Task BecomesTrueAsync(Func<bool> condition, string what) => BecomesTrueAsync(() => Task.FromResult(condition()), what);

    /// <summary>The same, where the words say how far it came.</summary>
    public static Task BecomesTrueAsync(Func<bool> condition, Func<string> what) => BecomesTrueAsync(() => Task.FromResult(condition()), what);

    public static Task BecomesTrueAsync(Func<Task<bool>> condition, string what) => BecomesTrueAsync(condition, () => what);

    private static async Task BecomesTrueAsync(Func<Task<bool>> condition, Func<string> what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"not within {Deadline.TotalSeconds} s: {what()}");
            }
        }
    }
}
