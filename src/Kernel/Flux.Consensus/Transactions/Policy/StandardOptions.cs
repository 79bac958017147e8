using Flux.Primitives.Scripts;

namespace Flux.Consensus.Transactions.Policy;

/// <summary>What an operator may choose about relayed transactions.</summary>
public sealed record StandardOptions
{
    /// <summary>Bare multisig outputs with up to three keys are relayed. Default true.</summary>
    public bool PermitBareMultisig { get; init; } = true;

    /// <summary>Most bytes behind an OP_RETURN; null relays no such output. Default 80, which is also the most that is standard anywhere.</summary>
    public int? LongestMemo { get; init; } = ScriptTemplate.MaxNullData;

    /// <summary>Minimum relay rate, from which dust follows. Default 100 satoshi per kilobyte.</summary>
    public FeeRate MinRelayRate { get; init; } = FeeRate.DefaultRelay;
}
