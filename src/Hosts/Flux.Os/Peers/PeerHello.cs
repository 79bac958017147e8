using System.Globalization;

namespace Flux.Os.Peers;

/// <summary>Headers that both sides of a gossip connection send with the websocket handshake (FluxOS reference §4.5).</summary>
internal static class PeerHello
{
    public const string CapabilitiesHeader = "X-Flux-Capabilities";
    public const string VersionHeader = "X-Flux-Version";
    public const string UptimeHeader = "X-Flux-Uptime";

    /// <summary><c>true</c> from who was connected before: its old connection here is over, whatever it looks like.</summary>
    public const string ReconnectHeader = "X-Flux-Reconnect";

    /// <summary>Ours: reconciles sets over HTTP. Existing nodes pass over names they do not know.</summary>
    public const string Reconciliation = "fluxReconciliation";

    /// <summary>What we can: text frames only, and their time stamps.</summary>
    public const string Capabilities = "transmissionTimestamps," + Reconciliation;

    /// <summary>The existing network refuses versions it does not know; this is the one whose behaviour we follow.</summary>
    public const string Version = "8.17.0";

    public static IEnumerable<(string Name, string Value)> Headers(TimeSpan uptime) =>
    [
        (CapabilitiesHeader, Capabilities),
        (VersionHeader, Version),
        (UptimeHeader, ((long)uptime.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
    ];
}
