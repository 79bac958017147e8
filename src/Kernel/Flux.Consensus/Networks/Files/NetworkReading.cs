using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Flux.Consensus.Networks.Files;

/// <summary>What a network file says, or everything that is wrong with it.</summary>
public sealed record NetworkReading
{
    /// <summary>The network; null when there are problems.</summary>
    public Network? Network { get; init; }

    /// <summary>What the founder chose; null for the file of a recorded chain.</summary>
    public OwnParameters? Own { get; init; }

    /// <summary>Every problem, in the order of the file.</summary>
    public ImmutableArray<NetworkProblem> Problems { get; init; } = [];

    /// <summary>It can be used.</summary>
    [MemberNotNullWhen(true, nameof(Network))]
    public bool IsOk => Network is not null;

    internal static NetworkReading Failed(params ReadOnlySpan<NetworkProblem> problems) => new() { Problems = [.. problems] };
}
