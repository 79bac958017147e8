using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Containers;
using Flux.Wallets.Messages;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet file</c>: unsigned and partly signed transactions and app messages on their way.</summary>
internal static class ContainerCommand
{
    public static Command Build() => new("file", "Transactions and app messages on their way from signer to signer")
    {
        BuildShow(),
        BuildCombine(),
        BuildSend(),
        BuildQr(),
    };

    private static Argument<string> File => new("file") { Description = "Transaction or app message; - is standard input" };

    private static Command BuildShow()
    {
        var file = File;
        var command = new Command("show", "Say in words what a file would do") { file };
        command.SetAction(async (parsed, cancel) =>
        {
            var bytes = ContainerFile.Bytes(parsed.GetValue(file)!);
            if (AppMessages.IsOne(bytes)) return ShowAppMessage(parsed, AppMessages.Read(parsed.GetValue(file)!, bytes));
            using var session = WalletSession.Open(parsed);
            var container = ContainerFile.Read(parsed.GetValue(file)!, bytes);
            await session.LearnAppsAsync(container, online: false, cancel);
            var summary = SigningWords.Describe(container, session.Facts);
            return Result.Line(parsed, $"{summary}\nSignatures: {(container.IsComplete ? "complete" : "missing")}", new JsonObject
            {
                ["txid"] = container.Transaction.Id.ToString(),
                ["text"] = summary.ToString(),
                ["leaves"] = summary.Leaves.ToString(),
                ["fee"] = summary.Fee.ToString(),
                ["complete"] = container.IsComplete,
            });
        });
        return command;
    }

    private static int ShowAppMessage(ParseResult parsed, AppMessageDraft draft)
    {
        var summary = AppMessageWords.Describe(draft);
        return Result.Line(parsed, $"{summary}\n{AppMessages.State(draft)}", new JsonObject
        {
            ["app"] = draft.Spec.Name,
            ["owner"] = draft.Owner,
            ["text"] = summary.ToString(),
            ["signatures"] = draft.Signatures.Length,
            ["required"] = draft.Required,
            ["complete"] = draft.IsComplete,
            ["deadline"] = draft.Deadline,
        });
    }

    private static Command BuildCombine()
    {
        var files = new Argument<string[]>("file") { Description = "Copies signed apart", Arity = ArgumentArity.OneOrMore };
        var to = new Option<string>("--to") { Description = "Where to write them together", HelpName = "FILE", Required = true };
        var command = new Command("combine", "Put copies together that were signed apart") { files, to };
        command.SetAction(parsed =>
        {
            var copies = parsed.GetValue(files)!.Select(name => (Name: name, Bytes: ContainerFile.Bytes(name))).ToList();
            if (copies.Exists(copy => AppMessages.IsOne(copy.Bytes))) return CombineAppMessages(parsed, copies, parsed.GetValue(to)!);
            var together = copies.Select(copy => ContainerFile.Read(copy.Name, copy.Bytes)).Aggregate(ContainerSigning.Combine);
            ContainerFile.Write(parsed.GetValue(to)!, together);
            return Result.Line(parsed, together.IsComplete ? $"Complete; send it with: flux wallet file send {parsed.GetValue(to)}" : "Signatures are still missing.", new JsonObject { ["file"] = parsed.GetValue(to), ["complete"] = together.IsComplete });
        });
        return command;
    }

    private static int CombineAppMessages(ParseResult parsed, IReadOnlyList<(string Name, byte[] Bytes)> copies, string target)
    {
        var together = AppMessages.Combine([.. copies.Select(copy => AppMessages.Read(copy.Name, copy.Bytes))]);
        AppMessages.Write(target, together);
        return Result.Line(parsed, AppMessages.Next(together, target), new JsonObject { ["file"] = target, ["complete"] = together.IsComplete });
    }

    private static Command BuildSend()
    {
        var file = File;
        var note = new Option<string?>("--note") { Description = "Your own note; stays in the wallet", HelpName = "TEXT" };
        var signing = new SigningOptions();
        var command = new Command("send", "Send a file that has all its signatures") { file, note, signing.NoSend };
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var container = ContainerFile.Read(parsed.GetValue(file)!);
            if (!container.IsComplete) throw new CommandException(ExitCode.Rejected, "Signatures are missing.", $"See: flux wallet file show {parsed.GetValue(file)}");
            await session.LearnAppsAsync(container, online: true, cancel);
            Terminal.Say(SigningWords.Describe(container, session.Facts).ToString());
            Confirmation.Require("Send this?", parsed.GetValue(WalletOptions.Yes));
            return await new SigningRun(session, parsed, signing).DeliverAsync(container, parsed.GetValue(note) ?? "", cancel);
        });
        return command;
    }

    private static Command BuildQr()
    {
        var file = File;
        var png = new Option<string?>("--png") { Description = "Write PNG files FILE-1.png, FILE-2.png, … instead", HelpName = "FILE" };
        var command = new Command("qr", "Show a file as QR codes; scanned texts, one a line, are a file again") { file, png };
        command.SetAction(parsed =>
        {
            var parts = ContainerFrames.Split(ContainerFile.Read(parsed.GetValue(file)!));
            for (var i = 0; i < parts.Count; i++)
            {
                if (parsed.GetValue(png) is { } name) QrCode.WritePng(parts[i], $"{name}-{i + 1}.png");
                else Terminal.Line($"{i + 1} of {parts.Count}\n{QrCode.ToText(parts[i])}");
            }
            return ExitCode.Ok;
        });
        return command;
    }
}
