using Flux.Apps.Messages;
using Flux.Primitives;

namespace Flux.Apps.Placement;

/// <summary>A node's signed statement that it does not run one version of an app. The signature was checked when it came in.</summary>
/// <param name="App">The message in force; an update ends the decline.</param>
/// <param name="UntilHeight">First height at which it does not hold any more.</param>
public readonly record struct Decline(OutPoint Node, MessageHash App, DeclineReason Reason, long UntilHeight)
{
    public bool HoldsFor(MessageHash app, long height) => App == app && height < UntilHeight;
}
