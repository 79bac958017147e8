namespace Flux.Os.Watching;

/// <summary>
/// What a node says when it is probed (architecture §6.4): one answer serves all apps. <see cref="Started"/> changes with every start
/// of the process.
/// </summary>
/// <param name="Node">Collateral, <c>txid:index</c>; empty for a gateway.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Started">Start of the process, Unix milliseconds.</param>
/// <param name="Height">Its chain height.</param>
/// <param name="Apps">What it runs and installs.</param>
public sealed record Pulse(string Node, string Name, long Started, long Height, IReadOnlyList<PulseApp> Apps)
{
    /// <summary>Most apps of a node: each has a network <c>172.23.N.0/24</c> of its own, N from 1 to 255 (FluxOS reference §7.1).</summary>
    public const int MostApps = 255;

    // Others may name themselves otherwise than we do.
    private const int LongestName = 500;

    /// <summary>Whether a node can have said it: as many apps as a node can hold, every text as long as such a text can be. What came over the wire may lack anything.</summary>
    internal bool IsPlausible => Node is null or { Length: <= LongestName } && Name is null or { Length: <= LongestName } && Apps is { Count: <= MostApps } && Apps.All(app => app is { IsPlausible: true });
}
