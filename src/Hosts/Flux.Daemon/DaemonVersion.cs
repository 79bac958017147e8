namespace Flux.Daemon;

/// <summary>Numbers that other programs read to know whom they talk to.</summary>
internal static class DaemonVersion
{
    /// <summary>In getinfo; the form is major·1000000 + minor·10000 + revision·100 + build.</summary>
    public const int Client = 1_00_50;

    /// <summary>Protocol version of the peer-to-peer network (chain reference §11.1).</summary>
    public const int Protocol = 170021;

    /// <summary>Sent to peers.</summary>
    public const string UserAgent = "/FluxSharp:0.1.0/";
}
