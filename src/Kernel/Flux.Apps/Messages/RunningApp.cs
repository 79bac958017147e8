namespace Flux.Apps.Messages;

/// <summary>One app of a <see cref="RunningReport"/>.</summary>
/// <param name="Hash">The message it runs, as text: older nodes send other things than hashes.</param>
/// <param name="RunningSince">ISO-8601 instant (see <see cref="IsoInstant"/>); empty in reports of version 1.</param>
public sealed record RunningApp(string Name, string Hash, string RunningSince);
