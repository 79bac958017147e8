using System.Collections.Concurrent;
using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Primitives;

namespace Flux.Os.Following;

/// <summary>
/// Answers of fluxd that everybody may ask this node for. Each is asked for once for a block and once in <see cref="Life"/>, however many want
/// it at the same time: strangers must not load fluxd through us.
/// </summary>
internal sealed class DaemonFacts(FluxdClient fluxd, ChainFollower follower, TimeProvider time)
{
    /// <summary>How long an answer serves while no block comes.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The answer to a method without parameters.</summary>
    /// <exception cref="RpcException">fluxd refused; this is remembered as any other answer.</exception>
    /// <exception cref="RpcUnreachableException">fluxd cannot be asked.</exception>
    public Task<JsonElement> AskAsync(string method, CancellationToken cancellation)
    {
        var tip = follower.Picture.Tip;
        var known = _entries.GetValueOrDefault(method);
        if (known is null || known.Tip != tip || time.GetElapsedTime(known.At) >= Life)
        {
            // Who comes second takes the first one's. No caller's patience ends what others wait for as well.
            var next = new Entry(tip, time.GetTimestamp(), new Lazy<Task<JsonElement>>(() => fluxd.CallAsync(method, cancellation: CancellationToken.None)));
            known = known is null ? _entries.GetOrAdd(method, next) : _entries.TryUpdate(method, next, known) ? next : _entries[method];
        }
        return known.Answer.Value.WaitAsync(cancellation);
    }

    private sealed record Entry(BlockHash Tip, long At, Lazy<Task<JsonElement>> Answer);
}
