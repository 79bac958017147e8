using System.Collections.Immutable;
using System.Globalization;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;

namespace Flux.Apps.Registry;

/// <summary>Which message an update on the existing network follows, and who may sign it (fluxos-protocol §4.8).</summary>
internal sealed class MainPredecessors(MainRegistry main, IReadOnlyList<PaidMessage> permanent, RegisteredApp? current)
{
    /// <summary>
    /// The message before an update. With the network's quirk it is picked from all that were paid and are not younger by their owner's
    /// clock: in chain order, a later one is taken when its height is not lower and its timestamp is higher. There the name's case matters.
    /// </summary>
    public PaidMessage? Of(AppMessage message, long height)
    {
        if (!main.Quirks.AnyPaidMessageIsAPredecessor) return current is { } app ? new(app.Message, app.Height) : null;
        PaidMessage? pick = null;
        foreach (var paid in permanent.Where(paid => paid.Message.Spec.Name == message.Spec.Name && paid.Message.Timestamp <= message.Timestamp
            && paid.Height <= height && paid.Message.Hash != message.Hash))
            if (pick is null || (paid.Height >= pick.Height && paid.Message.Timestamp > pick.Message.Timestamp)) pick = paid;
        return pick;
    }

    /// <summary>Whether an update that nobody has paid for may follow that message: new ones change their version to the latest only.</summary>
    public AppMessageVerdict CheckUnpaid(AppMessage update, PaidMessage? before, long height)
    {
        var verdict = Check(update, before, height);
        return verdict.IsAccepted ? Verdict(UpdateRules.Check(before!.Message.Spec, update.Spec)) : verdict;
    }

    /// <summary>Whether an update may follow that message.</summary>
    public AppMessageVerdict Check(AppMessage update, PaidMessage? before, long height)
    {
        if (before is null) return new(AppMessageReject.UnknownApp, $"{update.Spec.Name} is not registered");
        if (!IsSigned(update, before, height)) return new(AppMessageReject.WrongSignature, $"not signed by {before.Message.Spec.Owner}");
        return Verdict(UpdateRules.CheckPaid(before.Message.Spec, update.Spec));
    }

    private static AppMessageVerdict Verdict(ImmutableArray<SpecProblem> problems) =>
        problems.IsEmpty ? AppMessageVerdict.Accepted : new(AppMessageReject.IncompatibleUpdate, string.Join('\n', problems));

    private bool IsSigned(AppMessage update, PaidMessage before, long height)
    {
        if (main.IsSignedBy(update, before.Message.Spec.Owner)) return true;
        if (main.Quirks.SupportTeamSignsMarketplaceApps && height >= MainRegistry.SupportTeamFrom && IsMarketplaceApp(update.Spec.Name) && main.IsSignedBy(update, main.SupportTeam)) return true;
        if (main.Quirks.ExtendersProlong && ChangesExpireOnly(before.Message.Spec, update.Spec) && main.Extenders.Any(extender => main.IsSignedBy(update, extender))) return true;
        return main.Quirks.EarlierOwnerSignsOldUpdates && height < MainRegistry.EarlierOwnerBelow
            && permanent.LastOrDefault(paid => paid.Message.Spec.Owner != before.Message.Spec.Owner && paid.Message.Spec.Name == update.Spec.Name) is { } earlier
            && main.IsSignedBy(update, earlier.Message.Spec.Owner);
    }

    // The encrypted part is another text each time it is encrypted. Only nodes with its key see whether it says the same; they alone run it.
    private static bool ChangesExpireOnly(AppSpec before, AppSpec after) =>
        Visible(before.Canonical).ToString() == Visible(after.Canonical).ToString();

    private static JsValue Visible(JsValue specification) => JsValue.Object(specification.Members.Where(member => member.Name is not ("expire" or "enterprise")));

    // Any run of digits counts that is larger than the first moment of 2020 in milliseconds.
    private static bool IsMarketplaceApp(string name)
    {
        for (var start = 0; start < name.Length; start++)
        {
            if (!char.IsAsciiDigit(name[start])) continue;
            var end = start;
            while (end < name.Length && char.IsAsciiDigit(name[end])) end++;
            if (decimal.TryParse(name.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > MainRegistry.MarketplaceNumber) return true;
            start = end;
        }
        return false;
    }
}
