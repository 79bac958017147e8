namespace Flux.Primitives.FluxNodes;

/// <summary>A type byte that means nothing: nothing more is read, no rule accepts it.</summary>
public sealed record UnknownFluxNodePayload(sbyte RawType) : FluxNodePayload
{
    /// <inheritdoc/>
    public override sbyte Type => RawType;
}
