using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
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
    /// <summary>Most hashes that one request asks for.</summary>
    public const int HashesPerRequest = 500;

    private const int BulkFrom = 10;
    private const int LargestAnswer = 64 << 20;
    private static readonly TimeSpan FetchPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PeerPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(20);

    private readonly RegistryService _registry;
    private readonly GossipNetwork _gossip;
    private readonly ChainFollower _follower;
    private readonly NodeKeyHolder _key;
    private readonly TimeProvider _time;
    private readonly ILogger<MessageExchange> _logger;
    private readonly WantedMessages _wanted;
    private readonly HttpClient _http = new() { Timeout = FetchTimeout, MaxResponseContentBufferSize = LargestAnswer };

    /// <summary>Listens to the gossip from now on.</summary>
    public MessageExchange(RegistryService registry, GossipNetwork gossip, ChainFollower follower, NodeKeyHolder key, TimeProvider time, ILogger<MessageExchange> logger)
    {
        (_registry, _gossip, _follower, _key, _time, _logger) = (registry, gossip, follower, key, time, logger);
        _wanted = new WantedMessages(time);
        gossip.Received += OnReceivedAsync;
    }

    /// <summary>Takes an owner's message from our own API and tells the network.</summary>
    public async Task<AppMessageVerdict> PublishAsync(AppMessage message, CancellationToken cancellation)
    {
        var (verdict, _) = await _registry.LearnAsync(message, cancellation).ConfigureAwait(false);
        if (verdict.IsAccepted && _key.Identity is { } identity) _gossip.Broadcast(identity.Seal(new AppAnnouncement(message), Now));
        return verdict;
    }

    /// <summary>Why this node cannot tell the network anything now; null when it can. One that has just started is given a moment to find its peers.</summary>
    public async Task<string?> WhyAloneAsync(CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        while (true)
        {
            var reason = _gossip.WhyTooFewPeers;
            if (reason is null || _time.GetElapsedTime(began) >= PeerPatience) return reason;
            await Task.Delay(FetchPause, _time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Fetches missing messages until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var due = _wanted.Due(_registry.Missing);
            if (due.Count > 0) await FetchAsync(due, cancellation).ConfigureAwait(false);
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

    private async Task<Taking> OnReceivedAsync(GossipEnvelope envelope, GossipMessage message, Action<GossipEnvelope> answer)
    {
        switch (message)
        {
            case AppAnnouncement announcement:
                var (verdict, isNew) = await _registry.LearnAsync(announcement.Message, envelope.PubKey, CancellationToken.None).ConfigureAwait(false);
                if (!verdict.IsAccepted) LogRefused(announcement.Message.Hash, verdict.ToString());
                else if (isNew) LogLearned(announcement.Message.Spec.Name, announcement.Message.Hash);
                // Whoever passes on a message has checked these two; all else depends on the height.
                if (verdict.Reject is AppMessageReject.WrongHash or AppMessageReject.WrongSignature && announcement.Message.Spec.Version <= AppSpec.LatestVersion) return Taking.Offence;
                return verdict.IsAccepted && isNew ? Taking.PassOn : Taking.Keep;
            case AppRequest request when _key.Identity is { } identity:
                foreach (var hash in request.Hashes)
                {
                    if (_registry.MessageOf(hash) is { } known) answer(identity.Seal(new AppAnnouncement(known, ArcaneSender: true), Now));
                }
                return Taking.Keep;
            default:
                return Taking.PassOn;
        }
    }

    // The chain says exactly which messages are lacking; a node of our own kind is asked for those and no others.
    private async Task FetchAsync(IReadOnlyList<MessageHash> missing, CancellationToken cancellation)
    {
        foreach (var address in AskedNodes())
        {
            foreach (var batch in missing.Chunk(HashesPerRequest))
            {
                var wanted = batch.Where(hash => _registry.MessageOf(hash) is null).ToList();
                if (wanted.Count == 0) continue;
                var answered = await LearnFromAsync(address, "apps/messages", JsValue.Object([new("hashes", JsValue.Strings(wanted.Select(h => h.ToString())))]), cancellation).ConfigureAwait(false);
                if (answered is null) break;
                if (answered == true) continue;
                // An existing node: it gives one message, or all it has.
                if (missing.Count >= BulkFrom) await LearnFromAsync(address, "apps/permanentmessages", null, cancellation).ConfigureAwait(false);
                else foreach (var hash in missing) await LearnFromAsync(address, $"apps/permanentmessages/{hash}", null, cancellation).ConfigureAwait(false);
                break;
            }
            if (missing.All(hash => _registry.MessageOf(hash) is not null)) return;
        }
    }

    // A different first node for each round spreads the load; three answers are enough for one round.
    private IEnumerable<NodeAddress> AskedNodes() =>
        _follower.Picture.Nodes.Select(n => n.Address).OfType<NodeAddress>().Where(a => a != _gossip.Self).OrderBy(_ => Random.Shared.Next()).Take(3);

    /// <summary>True when the node answered, false when it does not know the route, null when it cannot be asked now.</summary>
    private async Task<bool?> LearnFromAsync(NodeAddress address, string path, JsValue? question, CancellationToken cancellation)
    {
        var url = new Uri($"http://{address}/{path}");
        try
        {
            using var body = question is null ? null : new StringContent(question.ToString());
            using var response = await (body is null ? _http.GetAsync(url, cancellation) : _http.PostAsync(url, body, cancellation)).ConfigureAwait(false);
            if (response.StatusCode == System.Net.HttpStatusCode.NotFound) return false;
            var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            if (!JsReader.TryRead(text, out var answer, out _)) return false;
            if (answer["status"]?.AsText != "success" || answer["data"] is not { } data) return answer["status"] is null ? false : null;
            var messages = (data.Kind == JsKind.Array ? data.Items : [data]).Select(record => AppMessage.TryRead(record, out var message, out _) ? message : null).OfType<AppMessage>();
            await _registry.LearnPaidAsync(messages, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or InvalidOperationException or SqliteException)
        {
            LogFetchFailed(url.ToString(), e.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Learned message {Hash} for app {App}")]
    private partial void LogLearned(string app, MessageHash hash);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {Hash} was refused: {Reason}")]
    private partial void LogRefused(MessageHash hash, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Url} could not be fetched: {Reason}")]
    private partial void LogFetchFailed(string url, string reason);
}
