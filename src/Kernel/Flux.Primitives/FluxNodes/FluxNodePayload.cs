namespace Flux.Primitives.FluxNodes;

/// <summary>The body of a version 5 or 6 transaction: a <see cref="StartTransaction"/>, a <see cref="ConfirmTransaction"/>, or one of unknown type.</summary>
public abstract record FluxNodePayload
{
    /// <summary>Type byte: 2 START, 4 CONFIRM; anything else carries no body and is refused later.</summary>
    public abstract sbyte Type { get; }

    /// <summary>The collateral this transaction is about; null outpoint when there is no body.</summary>
    public OutPoint Collateral { get; init; } = OutPoint.Null;
}
