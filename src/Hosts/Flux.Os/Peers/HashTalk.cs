namespace Flux.Os.Peers;

/// <summary>The two frames in which peers speak of a message by its content hash only (FluxOS reference §4.3, §4.6).</summary>
internal enum HashTalk
{
    None,

    /// <summary><c>{"messageHashPresent":"…"}</c>: the peer has it.</summary>
    Present,

    /// <summary><c>{"requestMessageHash":"…"}</c>: the peer wants it.</summary>
    Requested,
}
