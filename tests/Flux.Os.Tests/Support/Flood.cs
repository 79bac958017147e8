namespace Flux.Os.Tests.Support;

/// <summary>Asks faster than anybody may. How much that takes depends on the machine: what is allowed grows while a slow one asks.</summary>
internal static class Flood
{
    private const int AtOnce = 100, Most = 5_000;

    /// <summary>All answers up to the first refusal and those that were asked beside it.</summary>
    public static async Task<List<T>> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isRefused)
    {
        var answers = new List<T>();
        while (!answers.Exists(answer => isRefused(answer)))
        {
            answers.Count.ShouldBeLessThan(Most, "nothing was refused");
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => ask())));
        }
        return answers;
    }
}
