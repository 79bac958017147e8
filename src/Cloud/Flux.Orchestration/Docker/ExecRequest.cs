namespace Flux.Orchestration.Docker;

/// <summary>A command to run inside a running container.</summary>
/// <param name="Command">Program and arguments; no shell is in between.</param>
/// <param name="Environment"><c>KEY=VALUE</c> entries besides the container's own.</param>
/// <param name="User">User name or id; empty is the container's own.</param>
/// <param name="Terminal">With a terminal and standard input; otherwise only output.</param>
public sealed record ExecRequest(IReadOnlyList<string> Command, IReadOnlyList<string> Environment, string User, bool Terminal);
