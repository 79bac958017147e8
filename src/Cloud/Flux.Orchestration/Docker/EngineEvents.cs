using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Docker.DotNet.Models;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Docker;

/// <summary>The engine's event stream, connected again whenever it breaks.</summary>
public sealed class EngineEvents
{
    private const int Backlog = 4096;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(2);

    private readonly EngineCalls calls;
    private readonly EngineNames names;
    private readonly TimeProvider time;

    internal EngineEvents(EngineCalls calls, EngineNames names, TimeProvider time) => (this.calls, this.names, this.time) = (calls, names, time);

    /// <summary>
    /// Events of this namespace until cancelled. <see cref="EngineEventKind.Connected"/> comes after every (re)connection and means
    /// "look at everything"; <see cref="EngineEventKind.Lost"/> once for every break.
    /// </summary>
    public async IAsyncEnumerable<EngineEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var retry = FirstRetry;
        while (!cancel.IsCancellationRequested)
        {
            var reached = await calls.RunAsync((docker, token) => docker.System.PingAsync(token), cancel);
            if (reached.Ok)
            {
                retry = FirstRetry;
                await foreach (var seen in ReadConnectionAsync(cancel)) yield return seen;
            }

            yield return new EngineEvent(EngineEventKind.Lost, default, "", 0);
            await Task.Delay(retry, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            retry = TimeSpan.FromTicks(Math.Min(retry.Ticks * 2, LastRetry.Ticks));
        }
    }

    private async IAsyncEnumerable<EngineEvent> ReadConnectionAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var events = Channel.CreateBounded<EngineEvent>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
        var reading = ReadIntoAsync(events.Writer, connection.Token);
        yield return new EngineEvent(EngineEventKind.Connected, default, "", 0);
        try
        {
            await foreach (var seen in events.Reader.ReadAllAsync(CancellationToken.None)) yield return seen;
        }
        finally
        {
            await connection.CancelAsync();
            await reading;
        }
    }

    /// <summary>Ends, and completes the channel, when the connection does or when the reader has fallen hopelessly behind (then a new connection looks at everything).</summary>
    private async Task ReadIntoAsync(ChannelWriter<EngineEvent> writer, CancellationToken cancel)
    {
        using var overflow = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var follow = new InlineProgress<Message>(message =>
        {
            if (Read(message) is { } seen && !writer.TryWrite(seen)) overflow.Cancel();
        });
        try
        {
            await calls.Client.System.MonitorEventsAsync(new ContainerEventsParameters { Filters = Filters() }, follow, overflow.Token);
        }
        catch (OperationCanceledException)
        {
            // The end of a connection is told by the channel's end.
        }
        catch (Exception exception) when (EngineCalls.Map(exception) is not null)
        {
            // Likewise: the caller connects again.
        }
        finally
        {
            writer.TryComplete();
        }
    }

    private static Dictionary<string, IDictionary<string, bool>> Filters() => new()
    {
        ["type"] = new Dictionary<string, bool> { ["container"] = true, ["network"] = true },
        ["event"] = new Dictionary<string, bool>
        {
            ["die"] = true,
            ["destroy"] = true,
            ["disconnect"] = true,
        },
    };

    private EngineEvent? Read(Message message) => message.Type switch
    {
        "container" => ReadContainer(message),
        "network" => ReadNetwork(message),
        _ => null,
    };

    private EngineEvent? ReadContainer(Message message)
    {
        if (message.Actor?.Attributes is not { } labels || !EngineLabels.BelongTo(labels, names.Namespace)) return null;
        var component = new ComponentId(EngineLabels.Read(labels, EngineLabels.App), EngineLabels.Read(labels, EngineLabels.Component));
        return message.Action switch
        {
            "die" => new EngineEvent(EngineEventKind.Died, component, message.Actor.ID, ExitCodeOf(labels)),
            "destroy" => new EngineEvent(EngineEventKind.Removed, component, message.Actor.ID, 0),
            _ => null,
        };
    }

    /// <summary>Network events carry the name but no labels.</summary>
    private EngineEvent? ReadNetwork(Message message)
    {
        var name = EngineLabels.Read(message.Actor?.Attributes ?? new Dictionary<string, string>(), "name");
        return names.AppOfNetwork(name) is { } app ? new EngineEvent(EngineEventKind.NetworkChanged, new ComponentId(app, ""), "", 0) : null;
    }

    private static int ExitCodeOf(IDictionary<string, string> attributes) =>
        int.TryParse(EngineLabels.Read(attributes, "exitCode"), CultureInfo.InvariantCulture, out var code) ? code : -1;
}
