namespace Flux.Os.Peers;

/// <summary>Websocket close codes of the network (FluxOS reference §2.1, §4.5).</summary>
internal static class CloseCode
{
    public const int TooManyConnections = 4000;
    public const int Duplicate = 4001;
    public const int LocalAddress = 4002;
    public const int InboundOffence = 4004;
    public const int OutboundOffence = 4007;
    public const int Dead = 4011;

    /// <summary>The same number on login sockets.</summary>
    public const int UnknownPhrase = Dead;
    public const int LoggedIn = 4012;
    public const int Paid = LoggedIn;
    public const int LoginTimedOut = 4013;
    public const int Signed = 4014;
    public const int SignTimedOut = 4015;
    public const int InboundNoMessage = 4016;

    /// <summary>The same number on payment sockets.</summary>
    public const int PaymentTimedOut = InboundNoMessage;
    public const int OutboundNoMessage = 4017;
    public const int NotConfirmed = 4019;

    /// <summary>A reason that does not pass by itself soon: who gave it is not asked again for long.</summary>
    public static bool IsLasting(int? code) => code is LocalAddress or (>= 4003 and <= 4008) or InboundNoMessage or OutboundNoMessage;
}
