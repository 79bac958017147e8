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
public sealed record Pulse(string Node, string Name, long Started, long Height, IReadOnlyList<PulseApp> Apps);
