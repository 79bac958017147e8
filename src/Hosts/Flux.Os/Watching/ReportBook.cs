using Flux.Apps.Messages;
using Flux.Apps.Reports;
using Flux.Os.Following;
using Flux.Os.Peers;

namespace Flux.Os.Watching;

/// <summary>The reports of nodes that tell by gossip what they run; nodes of our own kind are probed besides.</summary>
public sealed class ReportBook : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ReportTable _table = new();
    private readonly GossipNetwork _gossip;
    private readonly ChainFollower _follower;
    private readonly TimeProvider _time;
    private int _expiredAt = -1;

    /// <summary>Listens to the gossip from now on.</summary>
    public ReportBook(GossipNetwork gossip, ChainFollower follower, TimeProvider time)
    {
        (_gossip, _follower, _time) = (gossip, follower, time);
        gossip.Received += OnReceivedAsync;
    }

    /// <summary>What runs, by app and address; of one app or of all.</summary>
    public IReadOnlyList<RunningLocation> Running(string? app = null)
    {
        lock (_gate) return [.. _table.Running(NowMs, app)];
    }

    /// <summary>What is being installed.</summary>
    public IReadOnlyList<InstallingLocation> Installing(string? app = null)
    {
        lock (_gate) return [.. _table.Installing(NowMs, app)];
    }

    /// <summary>What could not be installed within the last day.</summary>
    public IReadOnlyList<InstallErrorLocation> Errors(string? app = null)
    {
        lock (_gate) return [.. _table.Errors(NowMs, app)];
    }

    /// <summary>Enters what this node itself could not install; of what it runs it knows more.</summary>
    public void NoteOwn(GossipMessage message)
    {
        if (message is not InstallErrorReport) return;
        lock (_gate) _table.Apply(message, NowMs);
    }

    /// <inheritdoc/>
    public void Dispose() => _gossip.Received -= OnReceivedAsync;

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<Taking> OnReceivedAsync(GossipEnvelope envelope, GossipMessage message, Action<GossipEnvelope> answer)
    {
        if (message is not (RunningReport or InstallingReport or InstallErrorReport or RemovedReport or ShutdownNotice or AddressChange)) return Task.FromResult(Taking.PassOn);
        lock (_gate)
        {
            var picture = _follower.Picture;
            if (picture.Height != _expiredAt)
            {
                _expiredAt = picture.Height;
                var listed = picture.Nodes.Select(n => n.Address).OfType<NodeAddress>().ToHashSet();
                _table.Expire(NowMs, listed.Contains);
            }
            return Task.FromResult(_table.Apply(message, NowMs) ? Taking.PassOn : Taking.Keep);
        }
    }
}
