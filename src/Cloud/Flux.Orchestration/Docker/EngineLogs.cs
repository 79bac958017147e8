using System.Globalization;
using System.Runtime.CompilerServices;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Flux.Orchestration.Docker;

/// <summary>Container logs.</summary>
public sealed class EngineLogs
{
    private const int MaxTail = 10_000;
    private const int ReadBytes = 16 * 1024;

    private readonly EngineCalls calls;

    internal EngineLogs(EngineCalls calls) => this.calls = calls;

    /// <summary>
    /// Opens a log. The lines end when the container ends (following) or the log does; an engine that goes away in the middle ends them too.
    /// </summary>
    public async Task<EngineResult<IAsyncEnumerable<LogLine>>> OpenAsync(string containerId, LogQuery query, CancellationToken cancel)
    {
        var parameters = new ContainerLogsParameters
        {
            ShowStdout = true,
            ShowStderr = true,
            Timestamps = true,
            Follow = query.Follow,
            Tail = query.Tail is { } tail ? Math.Clamp(tail, 0, MaxTail).ToString(CultureInfo.InvariantCulture) : "all",
            Since = query.Since is { } since ? UnixSeconds(since) : null,
        };
        var opened = await calls.GetAsync((docker, _) => docker.Containers.GetContainerLogsAsync(containerId, parameters, cancel), cancel);
        return opened.Ok ? EngineResults.Of(ReadAsync(opened.Value, cancel)) : opened.Fault;
    }

    /// <summary>The last lines as one text, for the reason of a failure.</summary>
    internal async Task<string> LastLinesAsync(string containerId, int lines, CancellationToken cancel)
    {
        var opened = await OpenAsync(containerId, new LogQuery { Tail = lines }, cancel);
        if (!opened.Ok) return "";
        var texts = new List<string>();
        await foreach (var line in opened.Value.WithCancellation(cancel)) texts.Add(line.Text);
        return string.Join(" | ", texts);
    }

    private static async IAsyncEnumerable<LogLine> ReadAsync(MultiplexedStream stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var opened = stream;
        var output = new LogSplitter(error: false);
        var errors = new LogSplitter(error: true);
        var buffer = new byte[ReadBytes];
        while (await ReadSomeAsync(stream, buffer, cancel) is { EOF: false } read)
        {
            var splitter = read.Target == MultiplexedStream.TargetStream.StandardError ? errors : output;
            foreach (var line in splitter.Add(buffer.AsSpan(0, read.Count))) yield return line;
        }

        foreach (var line in output.End().Concat(errors.End())) yield return line;
    }

    private static async Task<MultiplexedStream.ReadResult> ReadSomeAsync(MultiplexedStream stream, byte[] buffer, CancellationToken cancel)
    {
        try
        {
            return await stream.ReadOutputAsync(buffer, 0, buffer.Length, cancel);
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested && EngineCalls.Map(exception) is not null)
        {
            return default;
        }
    }

    private static string UnixSeconds(DateTimeOffset moment) =>
        (moment.ToUnixTimeMilliseconds() / 1000m).ToString("0.000", CultureInfo.InvariantCulture);
}
