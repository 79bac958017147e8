using System.Text;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Specs;

namespace Flux.Apps.Registry;

/// <summary>How the existing network registers apps: plain payments to its addresses instead of escrow coins (fluxos-protocol §4.8, §5).</summary>
public sealed record MainRegistry
{
    /// <summary>First height at which payments count.</summary>
    public const long FirstHeight = 694_000;

    /// <summary>Names with a larger number in them are marketplace apps: milliseconds of 2020-01-01.</summary>
    public const long MarketplaceNumber = 1_577_836_800_000;

    /// <summary>Height from which the support team signs for marketplace apps.</summary>
    public const long SupportTeamFrom = 1_851_659;

    /// <summary>Height below which the owner before the present one may sign.</summary>
    public const long EarlierOwnerBelow = 2_000_000;

    /// <summary>From this height a block takes 30 s instead of 120 s, and what was left of a lifetime counts fourfold.</summary>
    public const long FastBlocksFrom = 2_020_000;

    /// <summary>Registrations by Ethereum addresses are younger than this, in milliseconds since 1970 (fluxos-protocol §2.3).</summary>
    public const long EthereumAfterMs = 1_688_947_200_000;

    private const int FastBlocks = 4;

    /// <summary>The rows of the price table that are in the network's code; price messages on the chain add more.</summary>
    public IReadOnlyList<MainPriceTable> BuiltInPrices { get; init; } = MainPriceTable.BuiltIn;

    /// <summary>The support team's identity.</summary>
    public string SupportTeam { get; init; } = "16iJqiVbHptCx87q6XQwNpKdgEZnFtKcyP";

    /// <summary>Identities that may prolong any app.</summary>
    public IReadOnlyList<string> Extenders { get; init; } = ["1MCBJn6qsy3YRY2YasdYMYdJcdhy1ev8Rd"];

    /// <summary>Which of the network's quirks are followed.</summary>
    public MainQuirks Quirks { get; init; } = MainQuirks.All;

    /// <summary>True when the owner a registration names signed it.</summary>
    public bool IsRegisteredByOwner(AppMessage message) =>
        IsSignedBy(message, message.Spec.Owner) && (message.Timestamp > EthereumAfterMs || !OwnerSignature.IsEthereum(message.Spec.Owner));

    /// <summary>True when that identity signed a message, as the network's nodes see it.</summary>
    public bool IsSignedBy(AppMessage message, string identity) => message.IsSignedBy(identity)
        && !(Quirks.EthereumSignsAsciiOnly && OwnerSignature.IsEthereum(identity) && !Ascii.IsValid(message.Spec.ToCanonicalJson()));

    /// <summary>Height at which an app is over that was paid for at a height.</summary>
    public static long EndHeight(AppSpec spec, AppRules rules, long height)
    {
        var end = height + (spec.Expire ?? rules.MonthBlocks.At(height));
        return height >= FastBlocksFrom || end <= FastBlocksFrom ? end : FastBlocksFrom + (FastBlocks * (end - FastBlocksFrom));
    }
}
