using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Primitives;

namespace Flux.Consensus.Subsidy;

/// <summary>Subsidy of main, test and regtest: slow start, two halvings, then proof of node (chain reference §5.1, §5.2).</summary>
public sealed record EraSubsidy : SubsidySchedule
{
    private const long Initial = 150 * Amount.Coin;
    private const long FirstBlock = 13_020_000 * Amount.Coin;
    private const int MostHalvings = 2;
    private const long PonInitial = 14 * Amount.Coin;

    // Parts of 14 FLUX that a proof-of-node block gives the tiers.
    private const long PonCumulus = 1 * Amount.Coin;
    private const long PonNimbus = 350_000_000;
    private const long PonStratus = 9 * Amount.Coin;

    /// <summary>Blocks over which the first subsidies rise; halvings count from half of it.</summary>
    public required int SlowStartInterval { get; init; }

    /// <summary>Blocks between halvings.</summary>
    public required int HalvingInterval { get; init; }

    /// <summary>First height that pays nodes.</summary>
    public required int PaymentsFrom { get; init; }

    /// <summary>From when the nodes' shares are doubled.</summary>
    public required Activation DoubleSharesFrom { get; init; }

    /// <summary>First proof-of-node height, compared plainly; null: never.</summary>
    public int? PonFrom { get; init; }

    /// <summary>Blocks between cuts of a tenth under proof of node.</summary>
    public int PonInterval { get; init; } = 1_051_200;

    /// <summary>Most cuts.</summary>
    public int PonCuts { get; init; } = 20;

    /// <inheritdoc/>
    public override Amount At(int height)
    {
        if (IsPon(height)) return new Amount(PonAt(height));
        if (height == 1) return new Amount(FirstBlock);
        var shift = SlowStartInterval / 2;
        if (height < shift) return new Amount(Initial / SlowStartInterval * height);
        if (height < SlowStartInterval) return new Amount(Initial / SlowStartInterval * (height + 1));
        return new Amount(Initial >> Math.Min((height - shift) / HalvingInterval, MostHalvings));
    }

    /// <inheritdoc/>
    public override TierAmounts NodeShares(int height, Amount earned)
    {
        if (height < PaymentsFrom) return default;
        var subsidy = At(height).Satoshis;
        if (IsPon(height)) return new TierAmounts(PonShare(subsidy, PonCumulus), PonShare(subsidy, PonNimbus), PonShare(subsidy, PonStratus));
        var doubled = DoubleSharesFrom.IsActiveAt(height) ? 1 : 0;
        return new TierAmounts(
            new Amount(BinaryFraction.ThreeEightieths.Times(subsidy, doubled)),
            new Amount(BinaryFraction.OneSixteenth.Times(subsidy, doubled)),
            new Amount(BinaryFraction.ThreeTwentieths.Times(subsidy, doubled)));
    }

    private bool IsPon(int height) => PonFrom is { } from && height >= from;

    private long PonAt(int height)
    {
        var subsidy = PonInitial;
        for (var cuts = Math.Min((height - PonFrom!.Value) / PonInterval, PonCuts); cuts > 0; cuts--) subsidy = subsidy * 9 / 10;
        return subsidy;
    }

    private static Amount PonShare(long subsidy, long part) => new(subsidy * part / PonInitial);
}
