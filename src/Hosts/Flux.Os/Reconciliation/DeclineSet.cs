using System.Text;
using Flux.Apps.Canonical;
using Flux.Crypto.Hashing;
using Flux.Os.Watching;
using Flux.Primitives;

namespace Flux.Os.Reconciliation;

/// <summary>Declines in force, by the hash of what their nodes signed: a node that was away must walk the ranks as the others do.</summary>
internal sealed class DeclineSet(DeclineBook declines) : IReconciledSet
{
    public string Name => "declines";

    public IReadOnlyDictionary<Hash256, JsValue> Items() =>
        declines.Envelopes.DistinctBy(envelope => HashOf(envelope.Data)).ToDictionary(envelope => HashOf(envelope.Data), envelope => envelope.ToJs());

    public Task<bool> TakeAsync(JsValue item, string source, CancellationToken cancellation) => Task.FromResult(declines.TryTake(item));

    private static Hash256 HashOf(JsValue data)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.Sha256(Encoding.UTF8.GetBytes(data.ToString()), digest);
        return new(digest);
    }
}
