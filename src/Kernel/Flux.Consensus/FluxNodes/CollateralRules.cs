using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;

namespace Flux.Consensus.FluxNodes;

/// <summary>What a collateral must be when a START or CONFIRM names it (chain reference §8.2).</summary>
internal static class CollateralRules
{
    public const string NotAvailable = "Coins not available";
    private const string TooYoung = "Minimum height requirement not met";
    private const string NoTier = "Couldn't get coin tier from amount";
    private const string IsEscrow = "Escrow coin";
    private const string FoundationClosed = "Foundation key not allowed at this height";

    /// <summary>Unspent, deep enough, of a tier's amount; an escrow coin loses worth and is none.</summary>
    public static Verdict Check(Network network, FluxNodePayload payload, Coin? found, int height, out Tier tier)
    {
        tier = default;
        if (found is not { } coin) return Bad(NotAvailable);
        if (coin.IsEscrow) return Bad(IsEscrow);
        if (height - coin.Height < network.FluxNodes.CollateralDepth) return Bad(TooYoung);
        if (network.FluxNodes.TierOf(coin.Output.Value, height) is not { } known) return Bad(NoTier);
        if (payload is StartTransaction start && FoundationKeys.IsOne(network, start.CollateralPubKey.Span) && !FoundationKeys.AreOpenAt(network, height))
        {
            return Bad(FoundationClosed);
        }
        tier = known;
        return Verdict.Ok;
    }

    private static Verdict Bad(string what) => Verdict.Fail(RejectTable.NodeBadCollateral, what);
}
