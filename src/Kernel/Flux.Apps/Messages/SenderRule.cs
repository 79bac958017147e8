namespace Flux.Apps.Messages;

/// <summary>Whose key must have signed an envelope: any confirmed node's, or that of the node at one address (fluxos-protocol §4.2).</summary>
/// <param name="Address">The address whose node must be the sender; null = any confirmed node.</param>
public readonly record struct SenderRule(NodeAddress? Address)
{
    public static SenderRule AnyNode => default;

    public static SenderRule NodeAt(NodeAddress address) => new(address);
}
