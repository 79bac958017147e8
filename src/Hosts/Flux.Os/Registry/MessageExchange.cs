using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Peers;
using Microsoft.Data.Sqlite;

namespace Flux.Os.Registry;

/// <summary>
/// Moves app messages between nodes: gossiped ones are learned, requests answered, and messages that were paid for but never
/// seen are fetched from other nodes' APIs. Every message is judged by its own hash and signature, so nobody is trusted.
/// </summary>
public sealed partial class MessageExchange : IDisposable
{
    private const int BulkFrom = 10;
    private const int LargestAnswer = 64 << 20;
    private static readonly TimeSpan FetchPause = TimeSpan.FromMilliseconds(500), LongestFetchPause = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(20);

    private readonly RegistryService _registry;
    private readonly GossipNetwork _gossip;
    private readonly ChainFollower _follower;
    private readonly NodeKeyHolder _key;
    private readonly TimeProvider _time;
    private readonly ILogger<MessageExchange> _logger;
    private readonly HttpClient _http = new() { Timeout = FetchTimeout, MaxResponseContentBufferSize = LargestAnswer };

    /// <summary>Listens to the gossip from now on.</summary>
    public MessageExchange(RegistryService registry, GossipNetwork gossip, ChainFollower follower, NodeKeyHolder key, TimeProvider time, ILogger<MessageExchange> logger)
    {
        (_registry, _gossip, _follower, _key, _time, _logger) = (registry, gossip, follower, key, time, logger);
        gossip.Received += OnReceivedAsync;
    }

    /// <summary>Takes an owner's message from our own API and tells the network.</summary>
    public async Task<AppMessageVerdict> PublishAsync(AppMessage message, CancellationToken cancellation)
    {
        var (verdict, _) = await _registry.LearnAsync(message, cancellation).ConfigureAwait(false);
        if (verdict.IsAccepted && _key.Identity is { } identity) _gossip.Broadcast(identity.Seal(new AppAnnouncement(message), Now));
        return verdict;
    }

    /// <summary>Fetches missing messages until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var (pause, next, asked) = (FetchPause, 0L, 0);
        while (!cancellation.IsCancellationRequested)
        {
            var missing = _registry.Missing;
            if (missing.Count > asked) (pause, next) = (FetchPause, 0);
            if (missing.Count > 0 && _time.GetTimestamp() >= next)
            {
                await FetchAsync(missing, cancellation).ConfigureAwait(false);
                // Anybody can pay for a hash that belongs to nothing: what nobody has is asked for less and less often.
                pause = _registry.Missing.Count < missing.Count ? FetchPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestFetchPause.Ticks));
                next = _time.GetTimestamp() + (long)(pause.TotalSeconds * _time.TimestampFrequency);
            }
            asked = missing.Count;
            await Task.Delay(FetchPause, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gossip.Received -= OnReceivedAsync;
        _http.Dispose();
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<bool> OnReceivedAsync(GossipEnvelope envelope, GossipMessage message, Action<GossipEnvelope> answer)
    {
        switch (message)
        {
            case AppAnnouncement announcement:
                var (verdict, isNew) = await _registry.LearnAsync(announcement.Message, CancellationToken.None).ConfigureAwait(false);
                if (!verdict.IsAccepted) LogRefused(announcement.Message.Hash, verdict.ToString());
                else if (isNew) LogLearned(announcement.Message.Spec.Name, announcement.Message.Hash);
                return verdict.IsAccepted;
            case AppRequest request when _key.Identity is { } identity:
                foreach (var hash in request.Hashes)
                {
                    if (_registry.MessageOf(hash) is { } known) answer(identity.Seal(new AppAnnouncement(known, ArcaneSender: true), Now));
                }
                return true;
            default:
                return true;
        }
    }

    private async Task FetchAsync(IReadOnlyList<MessageHash> missing, CancellationToken cancellation)
    {
        foreach (var address in AskedNodes())
        {
            var paths = missing.Count >= BulkFrom ? ["apps/permanentmessages"] : missing.Select(h => $"apps/message/{h}");
            foreach (var path in paths)
            {
                if (!await LearnFromAsync($"http://{address}/{path}", cancellation).ConfigureAwait(false)) break;
            }
            if (_registry.Missing.Count == 0) return;
        }
    }

    // A different first node for each round spreads the load; three answers are enough for one round.
    private IEnumerable<NodeAddress> AskedNodes() =>
        _follower.Picture.Nodes.Select(n => n.Address).OfType<NodeAddress>().Where(a => a != _gossip.Self).OrderBy(_ => Random.Shared.Next()).Take(3);

    /// <summary>False when the node does not answer and need not be asked for more.</summary>
    private async Task<bool> LearnFromAsync(string url, CancellationToken cancellation)
    {
        try
        {
            var text = await _http.GetStringAsync(new Uri(url), cancellation).ConfigureAwait(false);
            if (!JsReader.TryRead(text, out var answer, out _) || answer["data"] is not { } data) return true;
            foreach (var record in data.Kind == JsKind.Array ? data.Items : [data])
            {
                if (!AppMessage.TryRead(record, out var message, out _)) continue;
                await _registry.LearnAsync(message, cancellation).ConfigureAwait(false);
            }
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or InvalidOperationException or SqliteException)
        {
            LogFetchFailed(url, e.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Learned message {Hash} for app {App}")]
    private partial void LogLearned(string app, MessageHash hash);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {Hash} was refused: {Reason}")]
    private partial void LogRefused(MessageHash hash, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Url} could not be fetched: {Reason}")]
    private partial void LogFetchFailed(string url, string reason);
}
