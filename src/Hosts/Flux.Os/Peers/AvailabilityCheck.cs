using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Flux.Apps.Messages;
using Flux.Os.Following;

namespace Flux.Os.Peers;

/// <summary>
/// Whether another node, or a port of one, can be reached from here (FluxOS reference §6.3, §9.4). Only addresses of listed nodes are
/// dialled, so that nobody makes this node look into other networks.
/// </summary>
internal sealed class AvailabilityCheck(ChainFollower follower) : IDisposable
{
    /// <summary>Most ports of one question.</summary>
    public const int MostPorts = 50;

    private const int AtATime = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Patience, MaxResponseContentBufferSize = 64 << 10 };
    private readonly SemaphoreSlim _room = new(AtATime, AtATime);

    /// <summary>Null when the node answers as a FluxOS node; otherwise why not.</summary>
    public async Task<string?> WhyNotNodeAsync(NodeAddress node, CancellationToken cancel)
    {
        if (follower.Picture.Index.At(node) is null) return $"{node} is not on the node list";
        if (!await _room.WaitAsync(0, cancel).ConfigureAwait(false)) return "too many checks run now; try again";
        try
        {
            var answer = JsonDocument.Parse(await _http.GetStringAsync(new Uri($"http://{node}/flux/version"), cancel).ConfigureAwait(false)).RootElement;
            return answer.TryGetProperty("status", out var status) && status.ValueEquals("success") ? null : $"{node} does not answer as a FluxOS node";
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException && !cancel.IsCancellationRequested)
        {
            return $"{node} does not answer: {e.Message}";
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>The first port of a node's address at which nobody answers; null when all do.</summary>
    /// <exception cref="ArgumentException">The address is no listed node's, or too many checks run; the message says it.</exception>
    public async Task<int?> FirstClosedAsync(uint ip, IReadOnlyList<int> ports, CancellationToken cancel)
    {
        if (!follower.Picture.Index.HasIp(ip)) throw new ArgumentException("ip is not the address of a listed node");
        if (!await _room.WaitAsync(0, cancel).ConfigureAwait(false)) throw new ArgumentException("too many checks run now; try again");
        try
        {
            foreach (var port in ports)
            {
                if (!await IsOpenAsync(ip, port, cancel).ConfigureAwait(false)) return port;
            }
            return null;
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _room.Dispose();
    }

    private static async Task<bool> IsOpenAsync(uint ip, int port, CancellationToken cancel)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(new NodeAddress(ip, port).IpText), port), patience.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AtATime - _room.CurrentCount} checks");
}
