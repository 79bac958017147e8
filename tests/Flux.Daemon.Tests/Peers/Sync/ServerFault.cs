namespace Flux.Daemon.Tests.Peers.Sync;

/// <summary>What is wrong with a peer that serves a recorded chain.</summary>
internal enum ServerFault
{
    None,

    /// <summary>Says nothing more after some blocks, not even pong.</summary>
    Silent,

    /// <summary>Answers pings and sends headers, but no blocks.</summary>
    KeepsBlocks,

    /// <summary>Sends a few bytes of a block now and then and never ends it.</summary>
    Drips,

    /// <summary>Never answers getheaders.</summary>
    KeepsHeaders,

    /// <summary>Changes a byte in the last transaction of a block.</summary>
    ForgesBlocks,

    /// <summary>Changes the bits of a header.</summary>
    ForgesHeaders,

    /// <summary>Closes the connection in the middle of a block, again and again.</summary>
    Cuts,

    /// <summary>Says that it has none of the blocks.</summary>
    NotFound,

    /// <summary>Sends pings without end, besides serving.</summary>
    Floods,
}
