using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;

namespace Flux.Orchestration.Docker;

/// <summary>Runs calls of the client library under a deadline and maps what they throw, once, to <see cref="EngineFault"/>.</summary>
internal sealed class EngineCalls(IDockerClient client, TimeSpan timeout, TimeProvider time)
{
    private long changes;

    public IDockerClient Client { get; } = client;

    /// <summary>How many changes have been made or tried; a list that was read at another count may be old.</summary>
    public long Changes => Interlocked.Read(ref changes);

    public TimeProvider Time { get; } = time;

    /// <summary>Deadline of an ordinary call.</summary>
    public TimeSpan Timeout { get; } = timeout;

    public Task<EngineResult<Done>> RunAsync(Func<IDockerClient, CancellationToken, Task> call, CancellationToken cancel, TimeSpan? deadline = null) =>
        GetAsync(Answering(call), cancel, deadline);

    /// <summary>
    /// A change is not abandoned once it is sent: the engine would finish it behind our back, after an undo had looked for it.
    /// Cancellation counts before it begins; its deadline always does.
    /// </summary>
    public async Task<EngineResult<T>> ChangeAsync<T>(Func<IDockerClient, CancellationToken, Task<T>> call, CancellationToken cancel, TimeSpan? deadline = null)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return await GetAsync(call, CancellationToken.None, deadline);
        }
        finally
        {
            Interlocked.Increment(ref changes);
        }
    }

    /// <inheritdoc cref="ChangeAsync{T}" />
    public Task<EngineResult<Done>> ApplyAsync(Func<IDockerClient, CancellationToken, Task> call, CancellationToken cancel, TimeSpan? deadline = null) =>
        ChangeAsync(Answering(call), cancel, deadline);

    public async Task<EngineResult<T>> GetAsync<T>(Func<IDockerClient, CancellationToken, Task<T>> call, CancellationToken cancel, TimeSpan? deadline = null)
    {
        cancel.ThrowIfCancellationRequested();
        using var expiry = new CancellationTokenSource(deadline ?? Timeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, expiry.Token);
        try
        {
            return await call(Client, either.Token).WaitAsync(either.Token);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception) when (expiry.IsCancellationRequested)
        {
            return new EngineFault(EngineFaultKind.Timeout, $"the engine did not answer within {(deadline ?? Timeout).TotalSeconds:0.#} s");
        }
        catch (Exception exception) when (Map(exception) is { } fault)
        {
            return fault;
        }
    }

    /// <summary>The fault an exception stands for, or null for a bug of ours.</summary>
    public static EngineFault? Map(Exception exception) => exception switch
    {
        DockerApiException api => EngineFaultTexts.Classify((int)api.StatusCode, MessageOf(api)),
        HttpRequestException or SocketException or IOException or TimeoutException or JsonException
            => new EngineFault(EngineFaultKind.Unreachable, "the container engine cannot be reached: " + InnermostMessage(exception)),
        _ => null,
    };

    private static Func<IDockerClient, CancellationToken, Task<Done>> Answering(Func<IDockerClient, CancellationToken, Task> call) => async (docker, token) =>
    {
        await call(docker, token);
        return new Done();
    };

    private static string InnermostMessage(Exception exception) => exception.GetBaseException().Message;

    private static string MessageOf(DockerApiException exception)
    {
        var body = exception.ResponseBody ?? "";
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("message", out var message)) return message.ToString();
        }
        catch (JsonException)
        {
            // Some proxies in front of an engine answer plain text.
        }

        return body.Length > 0 ? body.Trim() : exception.Message;
    }
}
