using Flux.Primitives.Scripts;

namespace Flux.Primitives;

/// <summary>Pays <paramref name="Value"/> to whoever satisfies <paramref name="ScriptPubKey"/>.</summary>
public readonly record struct TxOutput(Amount Value, Script ScriptPubKey);
