namespace Flux.Os.Peers;

/// <summary>Websocket close codes of the network (FluxOS reference §2.1, §4.5).</summary>
internal static class CloseCode
{
    public const int TooManyConnections = 4000;
    public const int Duplicate = 4001;
    public const int InboundOffence = 4004;
    public const int OutboundOffence = 4007;
    public const int UnknownPhrase = 4011;
    public const int LoggedIn = 4012;
    public const int LoginTimedOut = 4013;
    public const int Signed = 4014;
    public const int SignTimedOut = 4015;
    public const int NotConfirmed = 4019;
}
