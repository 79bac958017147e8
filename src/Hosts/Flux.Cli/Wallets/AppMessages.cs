using System.Globalization;
using System.Text;
using Flux.Apps.Messages;
using Flux.Primitives.Addresses;
using Flux.Wallets.Containers;
using Flux.Wallets.Messages;

namespace Flux.Cli.Wallets;

/// <summary>App messages as files, on their way from <c>flux app … --unsigned FILE</c> over their signers back to <c>flux app deploy</c> or <c>update</c>.</summary>
internal static class AppMessages
{
    /// <summary>True for a file that says of itself that it is an app's message.</summary>
    public static bool IsOne(ReadOnlySpan<byte> bytes) => AppMessageFile.LooksLikeOne(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 100)]));

    /// <summary>The same of a path; false when no such file is there.</summary>
    public static bool IsOne(string path) => File.Exists(path) && IsOne(ContainerFile.Bytes(path));

    /// <exception cref="CommandException">The file is damaged, or was changed after it was signed; the message says where.</exception>
    public static AppMessageDraft Read(string file, byte[] bytes) => AppMessageFile.TryParse(Encoding.UTF8.GetString(bytes), out var draft, out var problem)
        ? draft
        : throw new CommandException(ExitCode.Rejected, $"{file} can't be taken as an app's message: {problem}.", "Ask for the file anew from whoever made it.");

    public static void Write(string file, AppMessageDraft draft)
    {
        if (file == "-") Console.Out.Write(AppMessageFile.ToText(draft));
        else File.WriteAllText(file, AppMessageFile.ToText(draft));
    }

    /// <exception cref="CommandException">The wallet can add nothing; the message says why.</exception>
    public static AppMessageDraft Sign(AppMessageDraft draft, WalletSession session)
    {
        try
        {
            return draft.Sign(session.Keys, session.Network.Addresses);
        }
        catch (ContainerException e)
        {
            var isUnknown = draft.IsShared && Address.TryParse(draft.Owner, AddressPrefixes.Main, out var owner) && session.Keys.Find(owner) is null;
            throw new CommandException(ExitCode.Rejected, $"Wallet {session.Name} can't sign it: {e.Message}.", isUnknown ? "Its accounts: flux wallet account list; a shared one is made with: flux wallet account share" : "");
        }
    }

    /// <exception cref="CommandException">The copies are different messages.</exception>
    public static AppMessageDraft Combine(IReadOnlyList<AppMessageDraft> copies)
    {
        try
        {
            return copies.Aggregate(AppMessageDraft.Combine);
        }
        catch (ContainerException e)
        {
            throw new CommandException(ExitCode.Rejected, $"The files can't be put together: {e.Message}.");
        }
    }

    /// <summary>The finished message for a command that hands it in.</summary>
    /// <param name="file">Where the draft came from.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="kind">What the command hands in.</param>
    /// <param name="network">The network it is handed in to.</param>
    /// <exception cref="CommandException">It is another kind of message, for another network, too old, or not signed by enough.</exception>
    public static AppMessage Finish(string file, AppMessageDraft draft, AppMessageKind kind, string network)
    {
        if (draft.Kind != kind) throw new CommandException(ExitCode.Usage, draft.Kind == AppMessageKind.Register ? $"{file} registers an app." : $"{file} changes an app that runs.", $"Hand it in with: {CommandOf(draft.Kind)} {file}");
        if (draft.Network != network) throw new CommandException(ExitCode.Rejected, $"{file} is for network {draft.Network}, and this is {network}.");
        RequireInTime(draft);
        if (!draft.IsComplete) throw new CommandException(ExitCode.Rejected, $"{file} has {draft.Progress} of {draft.Owner}; nothing was sent.", $"The next signer: flux wallet sign {file}");
        return draft.Finish();
    }

    /// <exception cref="CommandException">Nodes no longer take it.</exception>
    public static void RequireInTime(AppMessageDraft draft)
    {
        if (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() > draft.Deadline)
            throw new CommandException(ExitCode.Rejected, $"The message was made at {At(draft.Timestamp)}; nodes take one at most an hour old, so this one was good until {At(draft.Deadline)}.", "Make it anew with --unsigned, and let it be signed within the hour.");
    }

    /// <summary>What happens next with a file, in words.</summary>
    public static string Next(AppMessageDraft draft, string file) => draft.IsComplete
        ? $"{Capital(draft.Progress)}, complete. Hand it in by {At(draft.Deadline)} with: {CommandOf(draft.Kind)} {file}"
        : $"{Capital(draft.Progress)}. The next signer: flux wallet sign {file}";

    /// <summary>How far a file is, in words.</summary>
    public static string State(AppMessageDraft draft) => $"{Capital(draft.Progress)}{(draft.IsComplete ? ", complete" : "")}; nodes take it until {At(draft.Deadline)}";

    private static string CommandOf(AppMessageKind kind) => kind == AppMessageKind.Register ? "flux app deploy" : "flux app update";

    private static string At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
