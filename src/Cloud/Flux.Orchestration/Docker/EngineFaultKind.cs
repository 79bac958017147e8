namespace Flux.Orchestration.Docker;

/// <summary>Why an engine call gave no result. Callers decide by this, never by the message.</summary>
public enum EngineFaultKind
{
    /// <summary>No connection: the engine is down, restarting, or the socket may not be opened.</summary>
    Unreachable,

    /// <summary>The engine did not answer within the deadline.</summary>
    Timeout,

    /// <summary>The named container, network, volume or image does not exist.</summary>
    NotFound,

    /// <summary>The name is taken or the object is in use.</summary>
    Conflict,

    /// <summary>Neither the engine nor the registry knows the image, or access to it is denied.</summary>
    ImageUnknown,

    /// <summary>The image is for another processor architecture or operating system.</summary>
    WrongArchitecture,

    /// <summary>The image registry could not be reached or failed; trying again later can help.</summary>
    RegistryUnavailable,

    /// <summary>A published host port is taken by something else.</summary>
    PortTaken,

    /// <summary>The subnet overlaps one that exists.</summary>
    SubnetTaken,

    /// <summary>Every subnet of this node's slice is in use.</summary>
    SubnetsExhausted,

    /// <summary>No space left on the engine's or the volume's disk.</summary>
    DiskFull,

    /// <summary>The container cannot be started as asked (missing executable, bad user, …): the app's own fault.</summary>
    CannotStart,

    /// <summary>Anything else the engine refused.</summary>
    Refused,
}
