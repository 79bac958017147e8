namespace Flux.Os.Api.Terminal;

/// <summary>Kinds of socket.io packets that a client sends.</summary>
internal enum SocketPacketKind
{
    /// <summary>Opens a namespace.</summary>
    Connect,

    /// <summary>Leaves a namespace.</summary>
    Disconnect,

    /// <summary>An event with arguments.</summary>
    Event,
}
