namespace Flux.Os.Peers;

/// <summary>Websocket close codes of the network (FluxOS reference §4.5).</summary>
internal static class CloseCode
{
    public const int TooManyConnections = 4000;
    public const int Duplicate = 4001;
    public const int InboundOffence = 4004;
    public const int OutboundOffence = 4007;
    public const int NotConfirmed = 4019;
}
