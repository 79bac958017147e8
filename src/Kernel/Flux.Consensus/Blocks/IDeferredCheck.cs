using Flux.Consensus.Rejects;

namespace Flux.Consensus.Blocks;

/// <summary>A signature check that <c>Connect</c> leaves to the caller, who may run many at once. Pure and safe on any thread.</summary>
public interface IDeferredCheck
{
    /// <summary>Ok, or why the block is invalid.</summary>
    Verdict Run();
}
