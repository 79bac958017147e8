namespace Flux.Orchestration.Docker;

/// <summary>Whether a container runs now, and how it ended if not.</summary>
/// <param name="Running">True while it runs.</param>
/// <param name="ExitCode">Exit code of the last run.</param>
/// <param name="OutOfMemory">The kernel killed it for memory.</param>
/// <param name="Error">The engine's own sentence, often empty.</param>
/// <param name="Networks">Engine network name → where it sits on it.</param>
public sealed record ContainerExit(bool Running, long ExitCode, bool OutOfMemory, string Error, IReadOnlyDictionary<string, ContainerEndpoint> Networks)
{
    /// <summary>True when it ended by itself and without an error.</summary>
    public bool Clean => !Running && ExitCode == 0 && !OutOfMemory && Error.Length == 0;

    /// <summary>A sentence about the end.</summary>
    public string Describe() => OutOfMemory ? "killed: out of memory"
        : Error.Length > 0 ? Error
        : $"exited with code {ExitCode}";
}
