using Flux.Primitives.Scripts;

namespace Flux.Consensus.Networks;

/// <summary>Where app payments go on own networks (architecture, "Escrow coins, exactly").</summary>
/// <param name="Script">The keyless P2PKH script.</param>
/// <param name="MonthBlocks">Blocks that a payment covers when its memo names none.</param>
public sealed record EscrowParameters(Script Script, int MonthBlocks);
