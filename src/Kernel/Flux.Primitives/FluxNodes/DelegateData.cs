using System.Collections.Immutable;

namespace Flux.Primitives.FluxNodes;

/// <summary>Who may start a node besides the owner of its collateral (chain reference §6.4).</summary>
public sealed record DelegateData
{
    /// <summary>The list of keys is replaced.</summary>
    public const sbyte TypeUpdate = 1;

    /// <summary>The START is signed by a delegate.</summary>
    public const sbyte TypeSigning = 2;

    /// <summary>When false nothing else is on the wire.</summary>
    public bool Used { get; init; }

    /// <summary>Always 1 in practice; only then a key list follows.</summary>
    public sbyte Version { get; init; }

    /// <summary><see cref="TypeUpdate"/> or <see cref="TypeSigning"/>.</summary>
    public sbyte Type { get; init; }

    /// <summary>At most four compressed keys, with version 1 and type UPDATE only.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Keys { get; init; } = [];
}
