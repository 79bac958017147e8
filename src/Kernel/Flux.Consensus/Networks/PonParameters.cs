using System.Collections.Immutable;
using Flux.Consensus.Work;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Networks;

/// <summary>Proof of node (chain reference §9). The height is compared plainly: −1 means from genesis (regtest, §13.1).</summary>
public sealed record PonParameters
{
    /// <summary>First proof-of-node height.</summary>
    public required int From { get; init; }

    /// <summary>Easiest target.</summary>
    public required UInt256 Limit { get; init; }

    /// <summary>Target of the first <see cref="DifficultyWindow"/> blocks.</summary>
    public required UInt256 StartLimit { get; init; }

    /// <summary>Seconds of a slot.</summary>
    public int SlotSeconds { get; init; } = 30;

    /// <summary>Blocks that the difficulty looks at.</summary>
    public required int DifficultyWindow { get; init; }

    /// <summary>False where the eligibility hash is not compared (regtest).</summary>
    public bool ComparesHash { get; init; } = true;

    /// <summary>Script of the developer fund.</summary>
    public required Script DeveloperScript { get; init; }

    /// <summary>Collateral of emergency blocks.</summary>
    public required OutPoint EmergencyCollateral { get; init; }

    /// <summary>Keys of emergency blocks, compressed.</summary>
    public required ImmutableArray<ReadOnlyMemory<byte>> EmergencyKeys { get; init; }

    /// <summary>Different keys an emergency block needs.</summary>
    public required int EmergencySignatures { get; init; }

    /// <summary>False where any content of an emergency signature passes (regtest).</summary>
    public bool VerifiesEmergency { get; init; } = true;

    /// <summary>A collateral that needs neither node nor signature (test networks), or null.</summary>
    public OutPoint? BypassCollateral { get; init; }

    /// <summary>Heights at which a wrong target is tolerated (testnet): [From, Until].</summary>
    public (int From, int Until)? TolerantTargets { get; init; }

    /// <summary>True when a block at <paramref name="height"/> must be one of proof of node.</summary>
    public bool IsActiveAt(int height) => height >= From;
}
