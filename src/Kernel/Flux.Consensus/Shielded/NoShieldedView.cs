using Flux.Primitives;

namespace Flux.Consensus.Shielded;

/// <summary>For networks without shielded parts. Being asked means that one slipped through, or that a caller forgot its view: a bug either way.</summary>
internal sealed class NoShieldedView : IShieldedView
{
    public static NoShieldedView Instance { get; } = new();

    public bool IsSpent(Nullifier nullifier) => throw Asked();

    public NoteTree? FindSproutTree(Hash256 root) => throw Asked();

    public bool HasSaplingRoot(Hash256 root) => throw Asked();

    private static InvalidOperationException Asked() => new("Shielded parts can only be judged with a view of nullifiers and anchors.");
}
