namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>
/// Messages of a node whose order among themselves is compared. fluxd makes them in different passes, so that chance decides how the streams mix.
/// </summary>
internal enum TalkStream
{
    /// <summary>Everything else, in one order.</summary>
    Answers,

    /// <summary>The first ping and the first getheaders: from the sending pass after version.</summary>
    Greeting,

    /// <summary>The first sendheaders and sendcmpct: the answer to verack.</summary>
    Verack,
}
