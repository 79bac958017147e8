namespace Flux.Os.Machine;

/// <summary>Kinds of disks.</summary>
internal enum DiskKind
{
    /// <summary>The system does not tell.</summary>
    Unknown,

    /// <summary>Without moving parts.</summary>
    Solid,

    /// <summary>Turning plates.</summary>
    Turning,
}
