using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary><c>fluxappregister</c>, <c>fluxappupdate</c>: an owner's message, kept for an hour unless it is paid.</summary>
public sealed record AppAnnouncement(AppMessage Message, bool ArcaneSender = false) : GossipMessage
{
    public override string Type => Message.Type;

    public override long LifetimeMs => AppMessageCheck.TemporaryLifeMs;

    public override long RelayAgeMs => GossipTiming.MaxAgeMs;

    public override JsValue ToJs() => Message.ToGossip(ArcaneSender);
}
