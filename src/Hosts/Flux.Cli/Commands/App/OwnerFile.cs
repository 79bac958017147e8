using System.Globalization;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Messages;

namespace Flux.Cli.Commands.App;

/// <summary>
/// Messages that this wallet pays for and others sign: <c>--unsigned FILE</c> writes one, its signers add to it with <c>flux wallet sign</c>, and
/// <c>flux app deploy FILE</c> or <c>update FILE</c> hands it in.
/// </summary>
internal static class OwnerFile
{
    public const string OptionText = "Write the message for its owner to sign (flux wallet sign FILE), and send nothing";

    /// <summary>The draft in a file; null when the path is something else, such as a specification.</summary>
    /// <exception cref="CommandException">It can't be handed in here; the message says why.</exception>
    public static AppMessage? Open(AppSession session, string path, string? secrets, AppMessageKind kind)
    {
        if (!AppMessages.IsOne(path)) return null;
        if (secrets is not null) throw new CommandException(ExitCode.Usage, "--secrets are sealed before the owner signs.", "Give them where the file is made, with --unsigned.");
        return AppMessages.Finish(path, AppMessages.Read(path, ContainerFile.Bytes(path)), kind, session.Rules.Name);
    }

    /// <summary>Writes a draft and says what it does, what it will cost, and who is next.</summary>
    public static void Write(AppSession session, AppMessageDraft draft, string file, long height, bool json)
    {
        var rules = RegistryRules.Own;
        var blocks = draft.Spec.Expire ?? rules.Apps.MonthBlocks.At(height);
        var price = AppPrice.QuoteAt(draft.Spec, rules.Prices, rules.Apps, height, blocks);
        AppMessages.Write(file, draft);
        Terminal.Say($"{AppMessageWords.Describe(draft)}\n  {price} FLUX for {blocks.ToString("N0", CultureInfo.InvariantCulture)} blocks, paid by whoever hands it in");
        if (file == "-") return;
        Terminal.Line(json
            ? new System.Text.Json.Nodes.JsonObject { ["file"] = file, ["owner"] = draft.Owner, ["price"] = price.ToString(), ["blocks"] = blocks, ["deadline"] = draft.Deadline }.ToJsonString()
            : $"{file} is good for an hour. {AppMessages.Next(draft, file)}");
    }

    /// <summary>A draft of this moment.</summary>
    /// <param name="session">Where it will be handed in.</param>
    /// <param name="kind">Registration or update.</param>
    /// <param name="spec">The specification.</param>
    /// <param name="owner">Who must sign.</param>
    /// <param name="after">Timestamp of the message that it follows, or 0.</param>
    public static AppMessageDraft Draft(AppSession session, AppMessageKind kind, AppSpec spec, string owner, long after = 0) => new()
    {
        Network = session.Rules.Name,
        Kind = kind,
        Spec = spec,
        Timestamp = Announcement.Now(after),
        Owner = owner,
    };
}
