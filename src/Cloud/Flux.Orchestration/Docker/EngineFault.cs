namespace Flux.Orchestration.Docker;

/// <summary>A failed engine call: what kind, and a sentence for people.</summary>
public sealed record EngineFault(EngineFaultKind Kind, string Message)
{
    /// <summary>True when the same call may succeed later without anybody changing the request.</summary>
    public bool IsTransient => Kind is EngineFaultKind.Unreachable or EngineFaultKind.Timeout or EngineFaultKind.RegistryUnavailable;

    /// <inheritdoc />
    public override string ToString() => $"{Kind}: {Message}";
}
