using Flux.Apps.Canonical;
using Flux.Primitives;

namespace Flux.Os.Reconciliation;

/// <summary>Things that every node of our own kind should have alike, each with a hash that names it and a way to verify it by itself.</summary>
public interface IReconciledSet
{
    /// <summary>Name in requests.</summary>
    string Name { get; }

    /// <summary>What this node has, by hash.</summary>
    IReadOnlyDictionary<Hash256, JsValue> Items();

    /// <summary>Verifies and enters a thing from another node; false when it is not taken.</summary>
    /// <param name="source">The other node, for shares.</param>
    Task<bool> TakeAsync(JsValue item, string source, CancellationToken cancellation);
}
