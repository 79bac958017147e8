namespace Flux.Os.Watching;

/// <summary>What somebody with the right wants of a component for the time being. The numbers are on disk.</summary>
internal enum ComponentHold
{
    /// <summary>It runs.</summary>
    None = 0,

    /// <summary>It is stopped.</summary>
    Stopped = 1,

    /// <summary>It is frozen with its memory.</summary>
    Paused = 2,
}
