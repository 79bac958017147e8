using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Peers;

/// <summary>Looks the names up that the operator gave for this node, again and again, as the address behind a name of a home connection changes.</summary>
/// <param name="changed">Told all addresses after each look.</param>
internal sealed partial class ExternalNames(
    IReadOnlyList<string> names, int defaultPort, Dialer dialer, Func<IReadOnlyList<IPEndPoint>, Task> changed, TimeProvider time, ILogger<ExternalNames> log) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _looking = Task.CompletedTask;

    /// <summary>Begins to look.</summary>
    public void Start() => _looking = names.Count > 0 ? Task.Run(LookAsync) : Task.CompletedTask;

    private async Task LookAsync()
    {
        var last = new Dictionary<string, IReadOnlyList<IPEndPoint>>();
        try
        {
            while (true)
            {
                var failed = false;
                foreach (var name in names)
                {
                    var found = await LookUpAsync(name).ConfigureAwait(false);
                    if (found.Count > 0) last[name] = found;
                    else failed = true;
                }
                // A name server that is away for a while takes no address away.
                await changed([.. last.Values.SelectMany(found => found)]).ConfigureAwait(false);
                await Task.Delay(failed ? RetryInterval : Interval, time, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    /// <summary>The first IPv4 and the first IPv6 address.</summary>
    private async Task<IReadOnlyList<IPEndPoint>> LookUpAsync(string name)
    {
        Dialer.TryParse(name, defaultPort, out var host, out var port);
        var found = await dialer.LookUpAsync(host, _stop.Token).ConfigureAwait(false);
        if (found.Count == 0) LogUnknown(name);
        return [.. found.Where(address => address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
            .DistinctBy(address => address.AddressFamily).Select(address => new IPEndPoint(address, port))];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _looking.ConfigureAwait(false);
        _stop.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No address for {Name}, which is to be this node's")]
    private partial void LogUnknown(string name);
}
