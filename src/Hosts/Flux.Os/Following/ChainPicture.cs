using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Os.Following;

/// <summary>What fluxos knows of the chain at one moment. Immutable.</summary>
public sealed record ChainPicture
{
    /// <summary>Nothing known yet.</summary>
    public static ChainPicture Unknown { get; } = new();

    /// <summary>Height of the best block; −1 before fluxd answered.</summary>
    public int Height { get; init; } = -1;

    /// <summary>The best block.</summary>
    public BlockHash Tip { get; init; }

    /// <summary>Block 0: part of every rank.</summary>
    public BlockHash Genesis { get; init; }

    /// <summary>fluxd is still downloading.</summary>
    public bool IsInitialDownload { get; init; } = true;

    /// <summary>Depth at which a block counts as settled.</summary>
    public int SettledDepth { get; init; }

    /// <summary>The confirmed nodes at <see cref="Tip"/>.</summary>
    public ImmutableArray<ChainNodeEntry> Nodes
    {
        get;
        init => (field, Index) = (value, new NodeIndex(value));
    } = [];

    /// <summary>Ways into <see cref="Nodes"/>.</summary>
    public NodeIndex Index { get; private init; } = new([]);

    /// <summary>Why fluxd cannot be asked now; null when it answers.</summary>
    public string? Trouble { get; init; }

    /// <summary>fluxd answered at least once.</summary>
    public bool IsKnown => Height >= 0;
}
