namespace Flux.Daemon.Rest;

/// <summary>How a REST answer is written; the ending of the path says it.</summary>
internal enum RestFormat
{
    /// <summary>No known ending.</summary>
    Unknown,

    /// <summary>As on the wire.</summary>
    Binary,

    /// <summary>As on the wire, in hex with a line end.</summary>
    Hex,

    /// <summary>JSON with a line end.</summary>
    Json,
}
