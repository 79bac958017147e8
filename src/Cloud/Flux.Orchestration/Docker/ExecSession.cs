using Docker.DotNet;
using Docker.DotNet.Models;

namespace Flux.Orchestration.Docker;

/// <summary>A command that runs inside a container. Disposing leaves it; <see cref="EndAsync"/> ends it.</summary>
public sealed class ExecSession : IDisposable
{
    private readonly EngineCalls calls;
    private readonly string id;
    private readonly MultiplexedStream stream;
    private readonly TimeProvider time;

    internal ExecSession(EngineCalls calls, string id, MultiplexedStream stream, TimeProvider time) => (this.calls, this.id, this.stream, this.time) = (calls, id, stream, time);

    /// <summary>What it writes, output and errors in the order the engine sends them; 0 at its end, or when the engine goes away.</summary>
    public async Task<int> ReadAsync(byte[] buffer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        try
        {
            var read = await stream.ReadOutputAsync(buffer, 0, buffer.Length, cancel);
            return read.EOF ? 0 : read.Count;
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested && EngineCalls.Map(exception) is not null)
        {
            return 0;
        }
    }

    /// <summary>Its standard input; false when it has ended.</summary>
    public async Task<bool> WriteAsync(byte[] bytes, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        try
        {
            await stream.WriteAsync(bytes, 0, bytes.Length, cancel);
            return true;
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested && EngineCalls.Map(exception) is not null)
        {
            return false;
        }
    }

    /// <summary>The size of its terminal in characters.</summary>
    public Task<EngineResult<Done>> ResizeAsync(int rows, int columns, CancellationToken cancel) =>
        calls.ApplyAsync((docker, token) => docker.Exec.ResizeExecTtyAsync(id, new ContainerResizeParameters { Height = rows, Width = columns }, token), cancel);

    /// <summary>Its exit code; null while it runs.</summary>
    public Task<EngineResult<long?>> ExitCodeAsync(CancellationToken cancel) => calls.GetAsync(async (docker, token) =>
    {
        var state = await docker.Exec.InspectContainerExecAsync(id, token);
        return state.Running ? null : (long?)state.ExitCode;
    }, cancel);

    /// <summary>
    /// Ends the command and what it started. True when nothing of it is left; false when it could not be ended from here (the engine is on
    /// another machine, or this process may not signal).
    /// </summary>
    public async Task<bool> EndAsync()
    {
        var found = await calls.GetAsync(async (docker, token) =>
        {
            var exec = await docker.Exec.InspectContainerExecAsync(id, token);
            var container = await docker.Containers.InspectContainerAsync(exec.ContainerID, token);
            return (Command: (int)exec.Pid, Container: (int)(container.State?.Pid ?? 0));
        }, CancellationToken.None);

        // No container, no processes in it.
        if (!found.Ok) return found.Fault.Kind == EngineFaultKind.NotFound;
        return found.Value.Container == 0 || (found.Value.Command > 0 && await ContainerProcesses.EndAsync(found.Value.Command, found.Value.Container, time));
    }

    /// <inheritdoc />
    public void Dispose() => stream.Dispose();
}
