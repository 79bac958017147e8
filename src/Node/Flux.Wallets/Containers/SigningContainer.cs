using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Wallets.Containers;

/// <summary>
/// A transaction on its way to be signed: a payment (version 4) or a START of a node (5, 6). It goes from machine to machine as a file
/// or QR codes; everything that a signer must know to say in words what it signs travels with it and is bound by the signatures.
/// </summary>
public sealed record SigningContainer
{
    /// <summary>Name of the network.</summary>
    public required string Network { get; init; }

    /// <summary>Consensus branch that the signatures commit to.</summary>
    public required uint BranchId { get; init; }

    /// <summary>The transaction without signatures.</summary>
    public required Transaction Transaction { get; init; }

    /// <summary>One for each input.</summary>
    public ImmutableArray<ContainerInput> Inputs { get; init; } = [];

    /// <summary>For outputs that are the sender's own change: where their keys are, by place of the output.</summary>
    public ImmutableSortedDictionary<int, ImmutableSortedDictionary<string, KeyOrigin>> OutputOrigins { get; init; } =
        ImmutableSortedDictionary<int, ImmutableSortedDictionary<string, KeyOrigin>>.Empty;

    /// <summary>For a START: where keys are that may sign it.</summary>
    public ImmutableSortedDictionary<string, KeyOrigin> StartOrigins { get; init; } = ImmutableSortedDictionary.Create<string, KeyOrigin>(StringComparer.Ordinal);

    /// <summary>For a START: the signature.</summary>
    public ReadOnlyMemory<byte> StartSignature { get; init; }

    /// <summary>What inputs are worth more than outputs; meaningless for a START.</summary>
    public Amount Fee => new(Inputs.Sum(input => input.Worth.Satoshis) - Transaction.Outputs.Sum(output => output.Value.Satoshis));

    /// <summary>Whether enough signatures are there.</summary>
    public bool IsComplete => Transaction.IsFluxNode ? StartSignature.Length > 0 : Inputs.All(input => input.Signatures.Count >= input.Required);
}
