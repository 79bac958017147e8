namespace Flux.Apps.Registry;

/// <summary>
/// Surprising behaviour of the existing network that decides its table (fluxos-protocol §4.8, §5.4), each with a name. All are on for
/// <c>main</c>, because its table must be computed as its nodes do; own networks have none of them.
/// </summary>
public sealed record MainQuirks
{
    /// <summary>An update finds itself as its predecessor, so that nothing but the least payment is asked for it. Off: the difference, less a tenth.</summary>
    public bool UpdatesPayTheLeastOnly { get; init; }

    /// <summary>
    /// The predecessor of an update is looked for among all messages that were paid, also those that are over or were underpaid. Off: the app in force.
    /// </summary>
    public bool AnyPaidMessageIsAPredecessor { get; init; }

    /// <summary>The support team signs updates of marketplace apps: those with a number above <see cref="MainRegistry.MarketplaceNumber"/> in their name.</summary>
    public bool SupportTeamSignsMarketplaceApps { get; init; }

    /// <summary>Some identities prolong anybody's app: updates that change nothing but <c>expire</c>.</summary>
    public bool ExtendersProlong { get; init; }

    /// <summary>Below <see cref="MainRegistry.EarlierOwnerBelow"/> the owner before the present one may sign an update too.</summary>
    public bool EarlierOwnerSignsOldUpdates { get; init; }

    /// <summary>
    /// The text of an Ethereum signature is hashed by character codes, not as UTF-8, so that no wallet's signature holds over a text with
    /// other than ASCII characters.
    /// </summary>
    public bool EthereumSignsAsciiOnly { get; init; }

    /// <summary>What the existing network does.</summary>
    public static MainQuirks All { get; } = new()
    {
        UpdatesPayTheLeastOnly = true,
        AnyPaidMessageIsAPredecessor = true,
        SupportTeamSignsMarketplaceApps = true,
        ExtendersProlong = true,
        EarlierOwnerSignsOldUpdates = true,
        EthereumSignsAsciiOnly = true,
    };
}
