using System.Net;

namespace Flux.P2P.Peers;

/// <summary>
/// Keeps enough outgoing connections to nodes of the address book, each in another network group, and asks the DNS seeds when the book is
/// empty. Owned by the <see cref="NetworkLoop"/>; the dialling runs beside it.
/// </summary>
internal sealed class OutboundKeeper(
    P2POptions options, NetworkLoop loop, PeerTable peers, BanList bans, Admission admission, AddressBook book, Dialer dialer,
    ConfiguredPeers configured, MonotonicClock clock) : IAsyncDisposable
{
    private const int MostAttempts = 4;
    private static readonly TimeSpan SeedInterval = TimeSpan.FromMinutes(5);

    private readonly HashSet<IPEndPoint> _dialling = [];
    private readonly HashSet<Task> _tasks = [];
    private readonly CancellationTokenSource _stop = new();
    private TimeSpan? _seedsAskedAt;

    /// <summary>Once a second: at most one new attempt.</summary>
    public void OnTick()
    {
        _tasks.RemoveWhere(task => task.IsCompleted);
        if (!admission.IsActive || options.Connect.Count > 0 || _stop.IsCancellationRequested) return;
        if (book.Count == 0) AskSeeds();
        var chosen = peers.All.Where(peer => !peer.Inbound && peer.ConfiguredName is null).ToList();
        if (_dialling.Count >= MostAttempts || chosen.Count + _dialling.Count >= options.MaxOutbound) return;
        var groups = chosen.Select(peer => NetworkGroups.Of(peer.Remote.Address)).ToHashSet();
        if (book.Choose(address => IsExcluded(address, groups)) is { } address) Dial(address);
    }

    private bool IsExcluded(IPEndPoint address, HashSet<string> groups) =>
        _dialling.Contains(address) || bans.IsBanned(address.Address) || peers.IsConnectedTo(address) || groups.Contains(NetworkGroups.Of(address.Address));

    private void Dial(IPEndPoint address)
    {
        book.Tried(address);
        _dialling.Add(address);
        _tasks.Add(Task.Run(() => DialAsync(address)));
    }

    private async Task DialAsync(IPEndPoint address)
    {
        try
        {
            await configured.TryOpenAsync(address, name: null, _stop.Token).ConfigureAwait(false);
            await loop.DoAsync(() => _dialling.Remove(address), _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The network stops.
        }
    }

    private void AskSeeds()
    {
        if (options.Rules.DnsSeeds.Count == 0 || clock.Now - _seedsAskedAt < SeedInterval) return;
        _seedsAskedAt = clock.Now;
        _tasks.Add(Task.Run(AskSeedsAsync));
    }

    private async Task AskSeedsAsync()
    {
        try
        {
            foreach (var seed in options.Rules.DnsSeeds)
            {
                var found = await dialer.LookUpAsync(seed, _stop.Token).ConfigureAwait(false);
                await loop.DoAsync(() => Learn(found), _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The network stops.
        }
    }

    private void Learn(IReadOnlyList<IPAddress> found)
    {
        var threeDaysAgo = clock.UtcNow.AddDays(-3).ToUnixTimeSeconds();
        foreach (var address in found) book.Add(new IPEndPoint(address, options.Rules.DefaultPort), 1, threeDaysAgo, address);
    }

    /// <summary>Stops dialling and waits; call it before the loop ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        var tasks = await loop.AskAsync(() => _tasks.ToArray(), CancellationToken.None).ConfigureAwait(false);
        await Task.WhenAll(tasks).ConfigureAwait(false);
        _stop.Dispose();
    }
}
