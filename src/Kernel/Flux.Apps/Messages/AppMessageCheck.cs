using Flux.Apps.Registry;
using Flux.Apps.Specs;

namespace Flux.Apps.Messages;

/// <summary>The rules by which a node takes an app message (fluxos-protocol §4.8, §4.9). Nothing else is done for an unpaid message.</summary>
public static class AppMessageCheck
{
    /// <summary>A node's own API takes messages at most this old.</summary>
    public const long MaxAgeMs = 3_600_000;

    /// <summary>…and at most this far ahead of its clock.</summary>
    public const long MaxAheadMs = 300_000;

    /// <summary>How long an unpaid message is kept.</summary>
    public const long TemporaryLifeMs = 3_600_000;

    /// <summary>All rules for a message that is not paid yet: content, then its place among the registered apps.</summary>
    /// <param name="current">The app that bears the message's name at this height, or null.</param>
    public static AppMessageVerdict CheckUnpaid(AppMessage message, AppRules rules, long height, RegisteredApp? current)
    {
        var content = CheckContent(message, rules, height);
        return content.IsAccepted ? CheckAgainst(message, current) : content;
    }

    /// <summary>The rules that need nothing but the message: specification, hash, and for a registration the owner's signature.</summary>
    public static AppMessageVerdict CheckContent(AppMessage message, AppRules rules, long height)
    {
        var reading = AppSpec.TryParse(message.Received, rules, height);
        return reading.IsValid ? CheckHashAndSignature(message) : new(AppMessageReject.InvalidSpecification, reading.ToString());
    }

    /// <summary>The rules that hold at any height: the hash is the content's, and a registration is signed by the owner it names.</summary>
    public static AppMessageVerdict CheckHashAndSignature(AppMessage message)
    {
        if (!message.HasItsOwnHash()) return new(AppMessageReject.WrongHash, $"{message.Hash} is not the hash of this message");
        return message.Kind == AppMessageKind.Register && !message.IsSignedByOwner(message.Spec.Owner)
            ? new(AppMessageReject.WrongSignature, $"not signed by {message.Spec.Owner}")
            : AppMessageVerdict.Accepted;
    }

    /// <summary>A registration needs a free name; an update an app, the signature of its owner so far, and a change that is allowed.</summary>
    public static AppMessageVerdict CheckAgainst(AppMessage message, RegisteredApp? current) => message.Kind switch
    {
        AppMessageKind.Register when current is not null && current.Hash != message.Hash =>
            new(AppMessageReject.NameTaken, $"{message.Spec.Name} is registered by {current.Spec.Owner} until height {current.EndHeight}"),
        AppMessageKind.Register => AppMessageVerdict.Accepted,
        _ when current is null => new(AppMessageReject.UnknownApp, $"{message.Spec.Name} is not registered"),
        _ when current.Hash == message.Hash => AppMessageVerdict.Accepted,
        _ => CheckUpdate(message, current),
    };

    /// <summary>The rule of a node's own API: at most an hour old, at most five minutes ahead.</summary>
    public static AppMessageVerdict CheckTime(AppMessage message, long nowMs) =>
        message.Timestamp < nowMs - MaxAgeMs || message.Timestamp > nowMs + MaxAheadMs
            ? new(AppMessageReject.WrongTime, $"the timestamp {message.Timestamp} is not within −1 h…+5 min of {nowMs}")
            : AppMessageVerdict.Accepted;

    private static AppMessageVerdict CheckUpdate(AppMessage message, RegisteredApp current)
    {
        if (message.Timestamp <= current.Message.Timestamp)
            return new(AppMessageReject.WrongTime, "older than the version in force");
        if (!message.IsSignedByOwner(current.Spec.Owner))
            return new(AppMessageReject.WrongSignature, $"not signed by {current.Spec.Owner}");
        var problems = UpdateRules.Check(current.Spec, message.Spec);
        return problems.IsEmpty ? AppMessageVerdict.Accepted : new(AppMessageReject.IncompatibleUpdate, string.Join('\n', problems));
    }
}
