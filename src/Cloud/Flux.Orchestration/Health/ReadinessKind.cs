namespace Flux.Orchestration.Health;

/// <summary>The ways in which waiting for a container ends.</summary>
internal enum ReadinessKind
{
    /// <summary>It runs, and answers on its first port if it has one.</summary>
    Ready,

    /// <summary>It runs but no TCP port answers (a UDP service, or a slow one).</summary>
    Silent,

    /// <summary>It ended without an error: a job that is done.</summary>
    Finished,

    /// <summary>It ended with an error, again and again.</summary>
    Ended,

    /// <summary>The engine did not tell.</summary>
    Unknown,
}
