using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;
using Flux.Os.Following;
using Flux.Primitives;

namespace Flux.Os.Api.Daemon;

/// <summary>
/// Bodies of answers to <c>/daemon/…</c> that anybody may ask for. Each serves for its route's life and until the next block, and all who ask at the same
/// time wait for one question to fluxd. Only what is the same for every caller is kept (architecture §7), so the key is method and parameters. Whoever asks
/// for ever new parameters takes places of such answers only: those without parameters are few and have places of their own.
/// </summary>
internal sealed class DaemonAnswers(FluxdClient fluxd, ChainFollower follower, TimeProvider time)
{
    /// <summary>Most answers to questions with parameters that are kept.</summary>
    public const int MostKept = 1_000;

    /// <summary>Most bytes that they take together.</summary>
    public const long MostBytes = 32 << 20;

    private const int LongestKey = 200;

    private readonly ConcurrentDictionary<string, SharedAnswer<BlockHash, byte[]>> _plain = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly Queue<Kept> _order = [];
    private long _bytes;

    /// <summary>The body that a route answers to GET with these parameters.</summary>
    /// <exception cref="RpcException">fluxd refused.</exception>
    /// <exception cref="RpcUnreachableException">fluxd cannot be asked.</exception>
    public Task<byte[]> AskAsync(DaemonRoute route, JsonArray parameters, CancellationToken cancellation)
    {
        if (route.Life == TimeSpan.Zero) return FetchAsync(route.Method, parameters, cancellation);
        if (parameters.Count == 0) return _plain.GetOrAdd(route.Method, method => Shared(() => FetchAsync(method, [], CancellationToken.None), route.Life)).AskAsync(follower.Picture.Tip, cancellation);
        var key = route.Method + parameters.ToJsonString();
        return key.Length > LongestKey ? FetchAsync(route.Method, parameters, cancellation) : KeptOf(key, route, parameters).Answer.AskAsync(follower.Picture.Tip, cancellation);
    }

    /// <summary>The body that a route answers, asked for now.</summary>
    public async Task<byte[]> FetchAsync(string method, JsonArray parameters, CancellationToken cancellation) =>
        Answer.SuccessBody(DaemonEndpoints.WithoutWallet(method, await fluxd.CallAsync(method, parameters, cancellation).ConfigureAwait(false)));

    private SharedAnswer<BlockHash, byte[]> Shared(Func<Task<byte[]>> fetch, TimeSpan life) =>
        new(fetch, answer => answer is { IsCompleted: true, IsCompletedSuccessfully: false } ? DaemonFacts.Life : life, time);

    private Kept KeptOf(string key, DaemonRoute route, JsonArray parameters)
    {
        lock (_gate)
        {
            if (_kept.TryGetValue(key, out var kept)) return kept;
            _kept[key] = kept = new Kept(key);
            kept.Answer = Shared(() => FetchKeptAsync(kept, route.Method, parameters), route.Life);
            _order.Enqueue(kept);
            TrimUnderGate();
            return kept;
        }
    }

    private async Task<byte[]> FetchKeptAsync(Kept kept, string method, JsonArray parameters)
    {
        // A JSON array belongs to one request.
        var body = await FetchAsync(method, (JsonArray)parameters.DeepClone(), CancellationToken.None).ConfigureAwait(false);
        lock (_gate)
        {
            if (_kept.GetValueOrDefault(kept.Key) != kept) return body;
            _bytes += body.Length - kept.Bytes;
            kept.Bytes = body.Length;
            TrimUnderGate();
        }
        return body;
    }

    private void TrimUnderGate()
    {
        while (_order.Count > MostKept || _bytes > MostBytes)
        {
            var oldest = _order.Dequeue();
            _kept.Remove(oldest.Key);
            _bytes -= oldest.Bytes;
        }
    }

    private sealed class Kept(string key)
    {
        public string Key { get; } = key;

        public SharedAnswer<BlockHash, byte[]> Answer { get; set; } = null!;

        public int Bytes { get; set; }
    }
}
