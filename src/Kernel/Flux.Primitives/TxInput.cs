using Flux.Primitives.Scripts;

namespace Flux.Primitives;

/// <summary>Spends <paramref name="PreviousOutput"/>; <paramref name="ScriptSig"/> proves the right to.</summary>
public readonly record struct TxInput(OutPoint PreviousOutput, Script ScriptSig, uint Sequence)
{
    /// <summary>The sequence that switches lock time off for an input.</summary>
    public const uint FinalSequence = uint.MaxValue;
}
