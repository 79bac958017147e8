namespace Flux.Orchestration.Docker;

/// <summary>What the engine and its machine offer; read once per connection.</summary>
public sealed record EngineFacts
{
    /// <summary>Processor cores.</summary>
    public required int Cpus { get; init; }

    /// <summary>Memory in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Architecture in image terms (<c>amd64</c>, <c>arm64</c>).</summary>
    public required string Architecture { get; init; }

    /// <summary>Operating system in image terms (<c>linux</c>).</summary>
    public required string Os { get; init; }

    /// <summary>Engine version, for people.</summary>
    public required string Version { get; init; }

    /// <summary>Storage driver (<c>overlay2</c>).</summary>
    public required string StorageDriver { get; init; }

    /// <summary>File system below the storage driver (<c>xfs</c>, <c>extfs</c>).</summary>
    public required string BackingFileSystem { get; init; }

    /// <summary>Whether CPU time can be limited.</summary>
    public required bool LimitsCpu { get; init; }

    /// <summary>Whether memory can be limited.</summary>
    public required bool LimitsMemory { get; init; }

    /// <summary>Whether the number of processes can be limited.</summary>
    public required bool LimitsPids { get; init; }

    /// <summary>Whether a seccomp profile is on by default.</summary>
    public required bool Seccomp { get; init; }

    /// <summary>Sentences for the operator about protections this engine cannot give; empty is good.</summary>
    public IReadOnlyList<string> Shortfalls()
    {
        var found = new List<string>();
        if (!LimitsCpu) found.Add("this engine cannot limit CPU time");
        if (!LimitsMemory) found.Add("this engine cannot limit memory");
        if (!LimitsPids) found.Add("this engine cannot limit processes");
        if (!Seccomp) found.Add("this engine runs containers without a seccomp profile");
        return found;
    }
}
