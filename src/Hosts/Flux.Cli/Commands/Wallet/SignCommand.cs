using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Wallets.Accounts;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Containers;
using Flux.Wallets.Messages;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet sign</c>: a transaction or an app's message from a file (works offline), or a text.</summary>
internal static class SignCommand
{
    public static Command Build()
    {
        var file = new Argument<string?>("file") { Description = "Unsigned transaction (file, base64 or QR texts) or app message; - is standard input", Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<string?>("--to") { Description = "Where to write the signed one (default the same file)", HelpName = "FILE" };
        var signer = new Option<string?>("--signer") { Description = "Let this program sign", HelpName = "COMMAND" };
        var message = new Option<string?>("--message") { Description = "Sign this text instead", HelpName = "TEXT" };
        var address = new Option<string?>("--address") { Description = "With --message: sign as this address of the wallet (default the first)", HelpName = "ADDRESS" };
        var style = new Option<string>("--as") { Description = "With --message: flux, zelid or ethereum", HelpName = "KIND", DefaultValueFactory = _ => "flux" };
        style.AcceptOnlyFromAmong("flux", "zelid", "ethereum");
        var command = new Command("sign", "Sign a transaction or an app's message from a file, offline if need be, or a text") { file, to, signer, message, address, style };
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            if (parsed.GetValue(message) is { } text) return SignText(parsed, session, text, parsed.GetValue(address), parsed.GetValue(style)!);
            if (parsed.GetValue(file) is not { } source) throw new CommandException(ExitCode.Usage, "Give a file to sign, or --message TEXT.");
            return await SignFileAsync(parsed, session, source, parsed.GetValue(to) ?? source, parsed.GetValue(signer), cancel);
        });
        return command;
    }

    private static async Task<int> SignFileAsync(ParseResult parsed, WalletSession session, string source, string target, string? signer, CancellationToken cancel)
    {
        var bytes = ContainerFile.Bytes(source);
        if (AppMessages.IsOne(bytes))
        {
            if (signer is not null) throw new CommandException(ExitCode.Usage, "--signer signs transactions; this file is an app's message.");
            return SignAppMessage(parsed, session, AppMessages.Read(source, bytes), target);
        }
        var container = ContainerFile.Read(source, bytes);
        if (container.Network != session.Network.Name) throw new CommandException(ExitCode.Rejected, $"{source} is for network {container.Network}, wallet {session.Name} is of {session.Network.Name}.");
        await session.LearnAppsAsync(container, online: false, cancel);
        var summary = SigningWords.Describe(container, session.Facts);
        Terminal.Say(summary.ToString());
        Confirmation.Require(summary.HasWarnings ? "There are warnings. Sign nevertheless?" : "Sign this?", parsed.GetValue(WalletOptions.Yes));
        var signed = signer is null ? SignHere(session, container) : await ExternalSigner.SignAsync(signer, container, cancel);
        ContainerFile.Write(target, signed);
        if (target == "-") return ExitCode.Ok;
        return Result.Line(
            parsed,
            signed.IsComplete ? $"Signed: {target}. Send it with: flux wallet file send {target}" : $"Signed: {target}. Others must sign, too.",
            new JsonObject { ["file"] = target, ["complete"] = signed.IsComplete });
    }

    private static int SignAppMessage(ParseResult parsed, WalletSession session, AppMessageDraft draft, string target)
    {
        if (draft.Network != session.Network.Name) throw new CommandException(ExitCode.Rejected, $"The message is for network {draft.Network}, wallet {session.Name} is of {session.Network.Name}.");
        AppMessages.RequireInTime(draft);
        var summary = AppMessageWords.Describe(draft);
        Terminal.Say(summary.ToString());
        var signed = AppMessages.Sign(draft, session);
        Confirmation.Require(summary.HasWarnings ? "There are warnings. Sign nevertheless?" : "Sign this?", parsed.GetValue(WalletOptions.Yes));
        AppMessages.Write(target, signed);
        if (target == "-") return ExitCode.Ok;
        return Result.Line(parsed, $"Signed: {target}. {AppMessages.Next(signed, target)}", new JsonObject { ["file"] = target, ["complete"] = signed.IsComplete, ["signatures"] = signed.Signatures.Length, ["required"] = signed.Required });
    }

    private static SigningContainer SignHere(WalletSession session, SigningContainer container)
    {
        var (signed, added) = ContainerSigning.Sign(container, session.Keys);
        return added > 0 ? signed : throw new CommandException(ExitCode.Rejected, $"Wallet {session.Name} has no key that is missing in it.");
    }

    private static int SignText(ParseResult parsed, WalletSession session, string text, string? address, string style)
    {
        var kind = style switch { "zelid" => MessageKind.Bitcoin, "ethereum" => MessageKind.Ethereum, _ => MessageKind.Flux };
        var own = address is null ? Default(session) : session.Keys.Find(Recipients.Find(session, address)) ?? throw new CommandException(ExitCode.NotFound, $"{address} is not an address of wallet {session.Name}.");
        if (session.Keys.KeysOf(own) is not [var key, ..]) throw new CommandException(ExitCode.Rejected, $"Wallet {session.Name} has no key for it.");
        if (kind == MessageKind.Flux && own.Redeem is not null) throw new CommandException(ExitCode.Rejected, "A shared address can't sign texts: the daemon checks single keys only.");
        var name = WalletMessage.AddressOf(kind, key.PublicKey, session.Network.Addresses);
        if (LoginPhrase.LooksLikeOne(text) && kind != MessageKind.Flux)
            Confirmation.Require($"WARNING: this text is a login phrase. Whoever gets its signature can act as {name} for hours, on every node. Sign it?", parsed.GetValue(WalletOptions.Yes));
        return Result.Line(parsed, WalletMessage.Sign(kind, text, key), new JsonObject { ["address"] = name, ["message"] = text, ["signature"] = WalletMessage.Sign(kind, text, key) });
    }

    private static OwnAddress Default(WalletSession session) => session.Keys.Accounts.Count > 0 ? session.Keys.AddressAt(session.AccountOf(null), 0, 0) : session.Keys.Singles.FirstOrDefault(own => own.CanSign)
        ?? throw new CommandException(ExitCode.Rejected, $"Wallet {session.Name} has no key.");
}
