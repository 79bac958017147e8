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

    private readonly ConcurrentDictionary<string, SharedAnswer<BlockHash, JsonElement>> _answers = new(StringComparer.Ordinal);

    /// <summary>The answer to a method without parameters.</summary>
    /// <exception cref="RpcException">fluxd refused; this is remembered as any other answer.</exception>
    /// <exception cref="RpcUnreachableException">fluxd cannot be asked.</exception>
    public Task<JsonElement> AskAsync(string method, CancellationToken cancellation) =>
        _answers.GetOrAdd(method, asked => new(() => fluxd.CallAsync(asked, cancellation: CancellationToken.None), Life, time))
            .AskAsync(follower.Picture.Tip, cancellation);
}
