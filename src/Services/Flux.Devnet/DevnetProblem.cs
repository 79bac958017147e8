namespace Flux.Devnet;

/// <summary>Why a local network can't do what was asked.</summary>
public enum DevnetProblem
{
    /// <summary>The options do not make sense.</summary>
    Usage,

    /// <summary>What was named does not exist.</summary>
    NotFound,

    /// <summary>The machine or a program of the network does not serve: port taken, disk full, process dead.</summary>
    Unreachable,

    /// <summary>The network or its data refuse: already running, damaged, rejected by consensus.</summary>
    Rejected,
}
