using System.Net;

namespace Flux.P2P.Peers;

/// <summary>
/// Keeps enough outgoing connections to nodes of the address book, each in another network group: first those of the last run (anchors), then
/// what the book offers; every two minutes one address that was only told is tried for a moment (feeler). Asks the DNS seeds when the book is
/// empty. Owned by the <see cref="NetworkLoop"/>; the dialling runs beside it.
/// </summary>
internal sealed class OutboundKeeper(
    P2POptions options, NetworkLoop loop, PeerTable peers, BanList bans, Admission admission, AddressBook book, Dialer dialer,
    ConfiguredPeers configured, ListFile<string>? anchorFile, MonotonicClock clock) : IAsyncDisposable
{
    private const int MostAttempts = 4;
    private const int MostAnchors = 4;
    private static readonly TimeSpan SeedInterval = TimeSpan.FromMinutes(5);

    private readonly Dictionary<IPEndPoint, PeerPurpose> _dialling = [];
    private readonly HashSet<Task> _tasks = [];
    private readonly Queue<IPEndPoint> _anchors = new();
    private readonly CancellationTokenSource _stop = new();
    private TimeSpan? _seedsAskedAt;
    private TimeSpan _lastFeeler = clock.Now;

    /// <summary>Reads the anchors, and asks the seed nodes.</summary>
    public void Begin()
    {
        foreach (var text in (anchorFile?.Read() ?? []).Take(MostAnchors))
            if (IPEndPoint.TryParse(text, out var address)) _anchors.Enqueue(address);
        foreach (var name in options.SeedNodes) _tasks.Add(Task.Run(() => VisitSeedAsync(name)));
        if (options.ForcesDnsSeeds) AskSeeds();
    }

    /// <summary>Remembers the connections that have lasted longest, so that the next run begins with them.</summary>
    public void SaveAnchors()
    {
        var anchors = peers.Ready.Where(peer => peer.Purpose == PeerPurpose.Outbound).OrderBy(peer => peer.ConnectedAt).Take(MostAnchors);
        anchorFile?.Write([.. anchors.Select(peer => peer.Remote.ToString())]);
    }

    /// <summary>Once a second: at most one new attempt.</summary>
    public void OnTick()
    {
        _tasks.RemoveWhere(task => task.IsCompleted);
        if (!admission.IsActive || options.Connect.Count > 0 || _stop.IsCancellationRequested) return;
        if (book.Count == 0) AskSeeds();
        if (_dialling.Count >= MostAttempts) return;
        var chosen = Chosen();
        var groups = chosen.Select(NetworkGroups.Of).ToHashSet();
        if (chosen.Count < options.MaxOutbound)
        {
            if (NextAnchor(groups) is { } anchor) Dial(anchor, PeerPurpose.Outbound);
            else if (book.Choose(address => IsExcluded(address, groups)) is { } address) Dial(address, PeerPurpose.Outbound);
        }
        if (options.MaxOutbound > 0 && clock.Now - _lastFeeler >= options.Rules.FeelerInterval) Feel();
    }

    /// <summary>Where outgoing connections lead, those that are being made counted; feelers are none.</summary>
    private List<IPAddress> Chosen() =>
    [
        .. peers.All.Where(peer => peer.Purpose == PeerPurpose.Outbound).Select(peer => peer.Remote.Address),
        .. _dialling.Where(attempt => attempt.Value == PeerPurpose.Outbound).Select(attempt => attempt.Key.Address),
    ];

    private IPEndPoint? NextAnchor(HashSet<string> groups)
    {
        while (_anchors.TryDequeue(out var anchor))
            if (!IsExcluded(anchor, groups)) return anchor;
        return null;
    }

    /// <summary>Tests an address that was only told, or one whose place a newcomer wants.</summary>
    private void Feel()
    {
        _lastFeeler = clock.Now;
        var address = book.NextContested() ?? book.Choose(address => IsExcluded(address, []), onlyNew: true);
        if (address is not null && !IsExcluded(address, [])) Dial(address, PeerPurpose.Feeler);
    }

    private bool IsExcluded(IPEndPoint address, HashSet<string> groups) =>
        _dialling.ContainsKey(address) || bans.IsBanned(address.Address) || peers.IsConnectedTo(address) || groups.Contains(NetworkGroups.Of(address.Address))
        || !dialer.IsReachable(new PeerTarget(address));

    private void Dial(IPEndPoint address, PeerPurpose purpose)
    {
        book.Tried(address);
        _dialling.Add(address, purpose);
        _tasks.Add(Task.Run(() => DialAsync(address, purpose)));
    }

    private async Task DialAsync(IPEndPoint address, PeerPurpose purpose)
    {
        try
        {
            await configured.TryOpenAsync(new PeerTarget(address), purpose, name: null, _stop.Token).ConfigureAwait(false);
            await loop.DoAsync(() => _dialling.Remove(address), _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The network stops.
        }
    }

    private void AskSeeds()
    {
        if (!options.UsesDnsSeeds || options.Rules.DnsSeeds.Count == 0 || clock.Now - _seedsAskedAt < SeedInterval) return;
        _seedsAskedAt = clock.Now;
        // Behind a proxy no name may be looked up here: the seed is visited as a node and asked for addresses.
        if (options.Proxy is not null) foreach (var seed in options.Rules.DnsSeeds) _tasks.Add(Task.Run(() => VisitSeedAsync(seed)));
        else if (options.AllowsDns) _tasks.Add(Task.Run(AskSeedsAsync));
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

    private async Task VisitSeedAsync(string name)
    {
        try
        {
            if (await dialer.ResolveAsync(name, _stop.Token).ConfigureAwait(false) is { } target)
                await configured.TryOpenAsync(target, PeerPurpose.Seed, name, _stop.Token).ConfigureAwait(false);
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
