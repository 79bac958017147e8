using System.Collections.Immutable;
using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary>
/// One part of a bulk answer (<c>fluxapptempsync</c>, <c>fluxapprunningsync</c>, <c>fluxappinstallingsync</c>,
/// <c>fluxappinstallingerrorssync</c>). Taken only from a peer that was asked; each element is verified on its own.
/// </summary>
/// <param name="TypeName">One of the four wire names.</param>
/// <param name="Done">True for the last part.</param>
public sealed record SyncBatch(string TypeName, ImmutableArray<JsValue> Messages, bool Done) : GossipMessage
{
    public const string Temporary = "fluxapptempsync";
    public const string Running = "fluxapprunningsync";
    public const string Installing = "fluxappinstallingsync";
    public const string InstallErrors = "fluxappinstallingerrorssync";

    /// <summary>Elements our own batches have at most.</summary>
    public const int BatchSize = 2_000;

    /// <summary>A longer batch is refused.</summary>
    public const int MaxMessages = 2_500;

    public override string Type => TypeName;

    public override JsValue ToJs() => JsValue.Object(
    [
        new("type", JsValue.Of(TypeName)),
        .. TypeName == Temporary ? [new JsMember("version", JsValue.Of(1))] : ImmutableArray<JsMember>.Empty,
        new("messages", JsValue.Array(Messages)),
        new("done", JsValue.Of(Done)),
    ]);
}
