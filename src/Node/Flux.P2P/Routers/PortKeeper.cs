using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Routers;

/// <summary>
/// Has the router map the listening port, renews that before it ends and takes it back at the end. Protocols are tried in their order, and the one that worked
/// is asked first from then on.
/// </summary>
/// <param name="changed">Told the address that others reach us at, and null when there is none any more.</param>
internal sealed partial class PortKeeper(
    int port, IReadOnlyList<IPortProtocol> protocols, Func<IPEndPoint?, Task> changed, TimeProvider time, ILogger<PortKeeper> log) : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stop = new();
    private Task _keeping = Task.CompletedTask;
    private IPortProtocol? _protocol;
    private PortMapping? _mapping;
    private bool _hasFailed;

    /// <summary>Begins to ask.</summary>
    public void Start() => _keeping = Task.Run(KeepAsync);

    private async Task KeepAsync()
    {
        try
        {
            while (true)
            {
                var before = _mapping?.External;
                await MapAsync().ConfigureAwait(false);
                if (!Equals(before, _mapping?.External)) await changed(_mapping?.External).ConfigureAwait(false);
                await Task.Delay(Pause(), time, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    // A router that was switched off and on has forgotten everything, so it is asked again also where it promised more.
    private TimeSpan Pause()
    {
        if (_mapping is null) return RetryPause;
        var half = _mapping.Lifetime / 2;
        if (half == TimeSpan.Zero || half > LongestPause) return LongestPause;
        return half < ShortestPause ? ShortestPause : half;
    }

    private async Task MapAsync()
    {
        var reasons = new List<string>();
        foreach (var protocol in protocols.OrderBy(protocol => protocol == _protocol ? 0 : 1))
        {
            try
            {
                var mapping = await protocol.MapAsync(port, _stop.Token).ConfigureAwait(false);
                if (!Equals(_mapping?.External, mapping.External)) LogMapped(mapping.External, port, protocol.Name);
                (_mapping, _protocol, _hasFailed) = (mapping, protocol, false);
                return;
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                reasons.Add($"{protocol.Name}: {error.Message}");
            }
        }
        _mapping = null;
        if (!_hasFailed) LogFailed(port, string.Join("; ", reasons));
        _hasFailed = true;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        if (_mapping is { } mapping && _protocol is { } protocol) await UnmapAsync(protocol, mapping).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task UnmapAsync(IPortProtocol protocol, PortMapping mapping)
    {
        using var limit = new CancellationTokenSource(RemovalLimit, time);
        try
        {
            await protocol.UnmapAsync(mapping, limit.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            LogNotRemoved(mapping.External, protocol.Name, error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The router leads {External} to port {Port} ({Protocol})")]
    private partial void LogMapped(IPEndPoint external, int port, string protocol);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No router maps port {Port}: {Reasons}; it is asked again every five minutes")]
    private partial void LogFailed(int port, string reasons);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The router still leads {External} here ({Protocol}): {Reason}")]
    private partial void LogNotRemoved(IPEndPoint external, string protocol, string reason);
}
