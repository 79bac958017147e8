using System.Net;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Reconciliation;
using Flux.Os.Peers;
using Flux.Primitives;
using Microsoft.Data.Sqlite;

namespace Flux.Os.Reconciliation;

/// <summary>
/// Fetches what this node lacks of the sets that its connected peers have: soon after a connection is made, and every minute. Gossip does not
/// reach a node that was cut off; this does (docs/decisions/0018).
/// </summary>
public sealed partial class Reconciler : IDisposable
{
    private const int MostQuestions = 200;
    private const int MostItems = 20_000;
    private const int LargestAnswer = 8 << 20;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(10);

    private readonly SetSnapshots _sets;
    private readonly GossipNetwork _gossip;
    private readonly TimeProvider _time;
    private readonly ILogger<Reconciler> _logger;
    private readonly Dictionary<NodeAddress, long> _asked = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience, MaxResponseContentBufferSize = LargestAnswer };

    /// <summary>Asks nobody before <see cref="RunAsync"/>.</summary>
    public Reconciler(SetSnapshots sets, GossipNetwork gossip, TimeProvider time, ILogger<Reconciler> logger) => (_sets, _gossip, _time, _logger) = (sets, gossip, time, logger);

    /// <summary>Asks one peer after the other until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            if (Next() is { } peer)
            {
                _asked[peer] = _time.GetTimestamp();
                foreach (var set in _sets.Sets) await ReconcileAsync(peer, set, cancellation).ConfigureAwait(false);
            }
            await Task.Delay(Look, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Fetches what this node lacks of one set of one peer; gives how many things were taken.</summary>
    public async Task<int> ReconcileAsync(NodeAddress peer, IReconciledSet set, CancellationToken cancellation)
    {
        try
        {
            var lacking = await LackingAsync(peer, set, cancellation).ConfigureAwait(false);
            var taken = 0;
            foreach (var batch in lacking.Chunk(SetSnapshots.MostItems)) taken += await FetchAsync(peer, set, batch, cancellation).ConfigureAwait(false);
            if (taken > 0) LogTaken(taken, set.Name, peer);
            return taken;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or InvalidOperationException or FormatException or SqliteException)
        {
            LogFailed(set.Name, peer, e.Message);
            return 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // The one that was asked longest ago; who was never asked comes first.
    private NodeAddress? Next()
    {
        var peers = _gossip.Reconcilers;
        foreach (var gone in _asked.Keys.Except(peers).ToList()) _asked.Remove(gone);
        var due = peers.Where(peer => !_asked.TryGetValue(peer, out var at) || _time.GetElapsedTime(at) >= Pause).ToList();
        return due.Count == 0 ? null : due.MinBy(peer => _asked.GetValueOrDefault(peer, long.MinValue));
    }

    private async Task<IReadOnlyList<Hash256>> LackingAsync(NodeAddress peer, IReconciledSet set, CancellationToken cancellation)
    {
        var own = new SortedHashes(set.Items().Keys);
        var lacking = new List<Hash256>();
        var open = new Queue<RangeSummary>([own.Summary(HashRange.All)]);
        for (var question = 0; question < MostQuestions && open.Count > 0 && lacking.Count < MostItems; question++)
        {
            var ranges = new List<RangeSummary>();
            while (ranges.Count < ReconciliationJson.MostRanges && open.TryDequeue(out var range)) ranges.Add(range);
            var answers = await AskAsync(peer, "apps/reconcile", set, "ranges", ranges.Select(ReconciliationJson.Write), cancellation).ConfigureAwait(false);
            foreach (var item in answers.Items.Take(ranges.Count))
            {
                if (ReconciliationJson.ReadAnswer(item) is not { } answer) throw new FormatException("an answer of reconciliation cannot be read");
                lacking.AddRange(answer.Hashes.Where(hash => !own.Contains(hash)));
                foreach (var part in own.Different(answer.Parts)) open.Enqueue(part);
            }
        }
        return lacking;
    }

    private async Task<int> FetchAsync(NodeAddress peer, IReconciledSet set, IEnumerable<Hash256> hashes, CancellationToken cancellation)
    {
        var items = await AskAsync(peer, "apps/reconcileitems", set, "hashes", hashes.Select(hash => JsValue.Of(ReconciliationJson.Text(hash))), cancellation).ConfigureAwait(false);
        var taken = 0;
        foreach (var item in items.Items.Take(SetSnapshots.MostItems))
        {
            if (await set.TakeAsync(item, peer.ToString(), cancellation).ConfigureAwait(false)) taken++;
        }
        return taken;
    }

    private async Task<JsValue> AskAsync(NodeAddress peer, string path, IReconciledSet set, string member, IEnumerable<JsValue> values, CancellationToken cancellation)
    {
        using var body = new StringContent(JsValue.Object([new("set", JsValue.Of(set.Name)), new(member, JsValue.Array(values))]).ToString());
        using var response = await _http.PostAsync(new Uri($"http://{peer}/{path}"), body, cancellation).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK) throw new HttpRequestException($"{path} answers {(int)response.StatusCode}");
        var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        if (!JsReader.TryRead(text, out var answer, out var problem)) throw new FormatException(problem);
        return answer["status"]?.AsText == "success" && answer["data"] is { Kind: JsKind.Array } data ? data : throw new FormatException($"{path} gives no list");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} of {Set} were lacking and came from {Peer}")]
    private partial void LogTaken(int count, string set, NodeAddress peer);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Set} could not be reconciled with {Peer}: {Reason}")]
    private partial void LogFailed(string set, NodeAddress peer, string reason);
}
