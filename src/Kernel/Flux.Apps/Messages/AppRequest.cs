using System.Collections.Immutable;
using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary><c>fluxapprequest</c>: asks one peer for messages by hash; version 1 for one hash, version 2 for up to 500.</summary>
public sealed record AppRequest(ImmutableArray<MessageHash> Hashes) : GossipMessage
{
    public const string Name = "fluxapprequest";

    /// <summary>Most hashes of one request.</summary>
    public const int MaxHashes = 500;

    public override string Type => Name;

    public override JsValue ToJs() => Hashes.Length == 1
        ? JsValue.Object([new("type", JsValue.Of(Name)), new("version", JsValue.Of(1)), new("hash", JsValue.Of(Hashes[0].ToString()))])
        : JsValue.Object(
        [
            new("type", JsValue.Of(Name)), new("version", JsValue.Of(2)), new("hashes", JsValue.Strings(Hashes.Select(hash => hash.ToString()))),
        ]);
}
