using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Os.Registry;
using Flux.Primitives;

namespace Flux.Os.Reconciliation;

/// <summary>Messages that wait for their payment. Those that were paid for need no set: the chain names them.</summary>
internal sealed class UnpaidSet(RegistryService registry, TimeProvider time) : IReconciledSet
{
    // What is about to be forgotten is not worth a journey, and would come back from those who forgot it later.
    private const long LastMinutesMs = 300_000;

    public string Name => "unpaid";

    public IReadOnlyDictionary<Hash256, JsValue> Items()
    {
        var oldest = time.GetUtcNow().ToUnixTimeMilliseconds() - AppMessageCheck.TemporaryLifeMs + LastMinutesMs;
        return registry.Temporary.Where(row => row.Received >= oldest).ToDictionary(row => row.Message.Hash.Digest, row => row.Message.ToGossip());
    }

    public async Task<bool> TakeAsync(JsValue item, string source, CancellationToken cancellation)
    {
        if (!AppMessage.TryRead(item, out var message, out _)) return false;
        // By its owner's clock it is over: otherwise two nodes would hand it to each other for ever.
        if (!AppMessageCheck.CheckTime(message, time.GetUtcNow().ToUnixTimeMilliseconds()).IsAccepted) return false;
        return (await registry.LearnAsync(message, source, cancellation).ConfigureAwait(false)).IsNew;
    }
}
