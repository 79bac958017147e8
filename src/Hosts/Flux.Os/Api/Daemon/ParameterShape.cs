namespace Flux.Os.Api.Daemon;

/// <summary>How a route's parameters reach fluxd.</summary>
internal enum ParameterShape
{
    /// <summary>One after the other; the first that is missing ends the list.</summary>
    Positional,

    /// <summary>One object <c>{addresses:[…], start, end, chainInfo}</c>.</summary>
    Addresses,

    /// <summary>One object <c>{txid, index}</c>.</summary>
    Output,

    /// <summary>Two numbers and an object <c>{noOrphans, logicalTimes}</c>.</summary>
    TimeRange,
}
