using System.Collections.Immutable;
using Flux.Crypto.Equihash;

namespace Flux.Consensus.Networks;

/// <summary>Which Equihash parameters a block may use (chain reference §4.3). After an upgrade the old set stays allowed for <see cref="FadeLength"/> blocks.</summary>
public sealed record EquihashSchedule
{
    /// <summary>Before any upgrade.</summary>
    public required EquihashParameters Epoch1 { get; init; }

    /// <summary>From <see cref="Epoch2From"/> on.</summary>
    public required EquihashParameters Epoch2 { get; init; }

    /// <summary>From <see cref="Epoch3From"/> on.</summary>
    public required EquihashParameters Epoch3 { get; init; }

    /// <summary>Height of the first change.</summary>
    public Activation Epoch2From { get; init; } = Activation.Never;

    /// <summary>Height of the second change.</summary>
    public Activation Epoch3From { get; init; } = Activation.Never;

    /// <summary>Blocks for which the former set is still allowed.</summary>
    public int FadeLength { get; init; }

    /// <summary>Up to this height any known size passes (testnet); −1: none.</summary>
    public int AnySizeUntil { get; init; } = -1;

    /// <summary>The same set for ever.</summary>
    public static EquihashSchedule Only(EquihashParameters parameters) => new() { Epoch1 = parameters, Epoch2 = parameters, Epoch3 = parameters };

    /// <summary>The sets allowed at a height, the one to mine with first.</summary>
    public ImmutableArray<EquihashParameters> AllowedAt(int height)
    {
        var faded = Math.Max(0, height - FadeLength);
        if (Epoch3From.IsActiveAt(faded)) return [Epoch3];
        if (Epoch3From.IsActiveAt(height)) return [Epoch3, Epoch2];
        if (Epoch2From.IsActiveAt(faded)) return [Epoch2];
        if (Epoch2From.IsActiveAt(height)) return [Epoch2, Epoch1];
        return [Epoch1];
    }
}
