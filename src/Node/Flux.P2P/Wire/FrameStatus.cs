namespace Flux.P2P.Wire;

/// <summary>Outcome of looking for a frame.</summary>
internal enum FrameStatus
{
    /// <summary>A frame was taken.</summary>
    Complete,

    /// <summary>More bytes are needed.</summary>
    Incomplete,

    /// <summary>A frame was taken whose command is no text; it is skipped.</summary>
    BadCommand,

    /// <summary>The bytes are of another network, or no frame: the connection is dropped.</summary>
    WrongStart,

    /// <summary>The payload is longer than allowed: the connection is dropped.</summary>
    TooLong,
}
