using System.Collections.Concurrent;
using System.Net;

namespace Flux.P2P.Peers;

/// <summary>
/// Stays connected to the peers that the operator named: one task each, which waits while the connection lives and tries again with growing
/// pauses when it ends.
/// </summary>
internal sealed class ConfiguredPeers(
    PeerRules rules, NetworkLoop loop, PeerTable peers, BanList bans, Admission admission, Dialer dialer, PeerSessions sessions, MonotonicClock clock, Random random)
    : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Target> _targets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Begins to keep a connection; false when it does so already. Runs in the loop.</summary>
    public bool Add(string name)
    {
        var target = new Target(name, new Random(random.Next()));
        if (!_targets.TryAdd(name, target))
        {
            target.Dispose();
            return false;
        }
        target.Task = Task.Run(() => KeepAsync(target));
        return true;
    }

    /// <summary>Stops to keep a connection; one that is there stays. False when it was not kept.</summary>
    public bool Remove(string name)
    {
        if (!_targets.TryRemove(name, out var target)) return false;
        target.Stop.Cancel();
        return true;
    }

    /// <summary>Tries all that are not connected again at once (a ban was lifted, the network was switched on).</summary>
    public void Wake()
    {
        foreach (var target in _targets.Values) target.Wake();
    }

    /// <summary>The names, and where each is connected to. Runs in the loop.</summary>
    public IReadOnlyList<AddedNodeFacts> Facts() =>
        [.. _targets.Values.OrderBy(target => target.Name, StringComparer.Ordinal).Select(target => new AddedNodeFacts(target.Name, ConnectionOf(target)))];

    /// <summary>
    /// Connects once, if nothing speaks against it, and returns when the peer is in the table or was refused; the session's task (true when it was ended here for a
    /// fault of the peer), or null.
    /// </summary>
    public async Task<Task<bool>?> TryOpenAsync(PeerTarget target, PeerPurpose purpose, string? name, CancellationToken cancellationToken)
    {
        if (!await loop.AskAsync(() => MayDial(target.Address), cancellationToken).ConfigureAwait(false)) return null;
        var socket = await dialer.ConnectAsync(target, cancellationToken).ConfigureAwait(false);
        if (socket is null) return null;
        var judged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var session = sessions.Open(socket, purpose, name, target.Address, judged: judged);
        await judged.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return session;
    }

    private IPEndPoint? ConnectionOf(Target target) =>
        peers.All.FirstOrDefault(peer => peer.ConfiguredName == target.Name)?.Remote
        ?? (target.Address is { } address ? peers.FindByAddress(address)?.Remote : null);

    private bool MayDial(IPEndPoint address) => admission.IsActive && !bans.IsBanned(address.Address) && !peers.IsConnectedTo(address);

    private async Task KeepAsync(Target target)
    {
        var pause = FirstPause;
        try
        {
            while (true)
            {
                var started = clock.Now;
                var wasDropped = await TryAsync(target).ConfigureAwait(false);
                if (clock.Now - started > LongEnough && !wasDropped) pause = FirstPause;
                var woken = await target.WaitAsync(target.Vary(pause), clock.Provider).ConfigureAwait(false);
                pause = woken ? FirstPause : Shorter(pause * 2, rules.LongestRetryPause);
            }
        }
        catch (OperationCanceledException)
        {
            // Removed, or the network stops.
        }
    }

    /// <summary>Returns when the connection ended, or at once when there was none; true when this side ended it, for a fault of the peer.</summary>
    private async Task<bool> TryAsync(Target target)
    {
        var found = await dialer.ResolveAsync(target.Name, target.Stop.Token).ConfigureAwait(false);
        target.Address = found?.Address;
        if (found is null) return false;
        var session = await TryOpenAsync(found, PeerPurpose.Configured, target.Name, target.Stop.Token).ConfigureAwait(false);
        return session is not null && await session.WaitAsync(target.Stop.Token).ConfigureAwait(false);
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _targets.Keys.ToArray())
        {
            if (!_targets.TryRemove(name, out var target)) continue;
            await target.Stop.CancelAsync().ConfigureAwait(false);
            await target.Task.ConfigureAwait(false);
            target.Dispose();
        }
    }

    private sealed class Target(string name, Random random) : IDisposable
    {
        private readonly SemaphoreSlim _wake = new(0, 1);

        public string Name => name;

        public CancellationTokenSource Stop { get; } = new();

        public Task Task { get; set; } = Task.CompletedTask;

        /// <summary>Where the name led last.</summary>
        public IPEndPoint? Address { get; set; }

        /// <summary>A pause of three to five fourths, so that nodes do not try in step.</summary>
        public TimeSpan Vary(TimeSpan pause) => pause * (0.75 + (0.5 * random.NextDouble()));

        public void Wake()
        {
            if (_wake.CurrentCount == 0) _wake.Release();
        }

        /// <summary>True when woken before the pause was over.</summary>
        public async Task<bool> WaitAsync(TimeSpan pause, TimeProvider time)
        {
            using var over = new CancellationTokenSource(pause, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, Stop.Token);
            try
            {
                await _wake.WaitAsync(either.Token).ConfigureAwait(false);
                return true;
            }
            catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
            {
                return false;
            }
        }

        public void Dispose()
        {
            _wake.Dispose();
            Stop.Dispose();
        }
    }
}
