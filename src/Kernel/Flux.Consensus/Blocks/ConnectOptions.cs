using Flux.Consensus.Scripts;

namespace Flux.Consensus.Blocks;

/// <summary>Choices of the caller that do not change what is valid.</summary>
public sealed record ConnectOptions
{
    /// <summary>The usual.</summary>
    public static ConnectOptions Default { get; } = new();

    /// <summary>False where scripts need not run: ancestors of a checkpoint (chain reference §10.4). FluxNode signatures are always checked.</summary>
    public bool RunsScripts { get; init; } = true;

    /// <summary>Known good signatures, or null.</summary>
    public ISignatureCache? SignatureCache { get; init; }
}
