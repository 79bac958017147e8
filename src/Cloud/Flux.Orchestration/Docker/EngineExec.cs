using Docker.DotNet.Models;

namespace Flux.Orchestration.Docker;

/// <summary>Commands inside running containers. They have the container's own stance: no more rights than the app itself.</summary>
public sealed class EngineExec
{
    private readonly EngineCalls calls;
    private readonly TimeProvider time;

    internal EngineExec(EngineCalls calls, TimeProvider time) => (this.calls, this.time) = (calls, time);

    /// <summary>Starts a command. Faults: NotFound, Refused (the container does not run, the program is not in it), Unreachable.</summary>
    public async Task<EngineResult<ExecSession>> StartAsync(string containerId, ExecRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var parameters = new ContainerExecCreateParameters
        {
            AttachStdout = true,
            AttachStderr = true,
            AttachStdin = request.Terminal,
            TTY = request.Terminal,
            Cmd = [.. request.Command],
            Env = [.. request.Environment],
            User = request.User,
            Privileged = false,
        };
        var made = await calls.ChangeAsync((docker, token) => docker.Exec.CreateContainerExecAsync(containerId, parameters, token), cancel);
        if (!made.Ok) return made.Fault;
        var started = await calls.GetAsync((docker, _) => docker.Exec.StartContainerExecAsync(made.Value.ID, new ContainerExecStartParameters { TTY = request.Terminal }, cancel), cancel);
        return started.Ok ? new ExecSession(calls, made.Value.ID, started.Value, time) : started.Fault;
    }
}
