using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Primitives;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Containers;
using Flux.Wallets.Spending;

namespace Flux.Cli.Wallets;

/// <summary>From a container to the chain: say in words what it does, ask, sign, write down, send. The one way in which <c>flux</c> signs transactions.</summary>
internal sealed class SigningRun(WalletSession session, ParseResult parsed, SigningOptions options)
{
    /// <summary>Called with what was sent, once the chain has it.</summary>
    public Func<TxId, CancellationToken, Task>? WhenSent { get; init; }

    /// <summary>Runs it; <paramref name="note"/> is kept with what was sent.</summary>
    public async Task<int> RunAsync(SigningContainer container, string note, CancellationToken cancel)
    {
        await session.LearnAppsAsync(container, online: true, cancel);
        var summary = SigningWords.Describe(container, session.Facts);
        Terminal.Say(summary.ToString());
        if (parsed.GetValue(options.DryRun)) return Result.Line(parsed, "Nothing was signed.", new JsonObject { ["text"] = summary.ToString(), ["leaves"] = summary.Leaves.ToString(), ["fee"] = summary.Fee.ToString(), ["warnings"] = summary.HasWarnings });
        if (parsed.GetValue(options.Unsigned) is { } file)
        {
            ContainerFile.Write(file, container);
            return file == "-" ? ExitCode.Ok : Result.Line(parsed, $"Written to {file}; sign it with: flux wallet sign {file}", new JsonObject { ["file"] = file });
        }
        Ask(summary);
        return await DeliverAsync(await SignAsync(container, cancel), note, cancel);
    }

    /// <summary>Sends what is complete, or writes what others must sign.</summary>
    public async Task<int> DeliverAsync(SigningContainer signed, string note, CancellationToken cancel)
    {
        if (!signed.IsComplete) return Pass(signed);
        var transaction = ContainerSigning.Finish(signed);
        var hex = Convert.ToHexStringLower(transaction.Bytes.Span);
        if (parsed.GetValue(options.NoSend)) return Result.Line(parsed, hex, new JsonObject { ["txid"] = transaction.Id.ToString(), ["hex"] = hex });
        // Written down before it is sent: after a crash the wallet still knows that these coins may be gone.
        if (!transaction.IsFluxNode)
        {
            var height = await session.Chain.HeightAsync(cancel);
            session.Save(content => content with { Sent = [.. SentBook.Tidy(content.Sent, height).Where(sent => sent.Id != transaction.Id.ToString()), SentBook.Record(transaction, DateTimeOffset.UtcNow, note)] });
        }
        await session.Chain.BroadcastAsync(transaction, cancel);
        if (WhenSent is { } tell) await tell(transaction.Id, cancel);
        return Result.Line(parsed, transaction.Id.ToString(), new JsonObject { ["txid"] = transaction.Id.ToString(), ["fee"] = transaction.IsFluxNode ? null : signed.Fee.ToString() });
    }

    private void Ask(SigningSummary summary)
    {
        var yes = parsed.GetValue(WalletOptions.Yes);
        Confirmation.Require(summary.HasWarnings ? "There are warnings. Sign nevertheless?" : "Sign this?", yes);
    }

    private async Task<SigningContainer> SignAsync(SigningContainer container, CancellationToken cancel)
    {
        if (parsed.GetValue(options.Signer) is { } signer) return await ExternalSigner.SignAsync(signer, container, cancel);
        var (signed, added) = ContainerSigning.Sign(container, session.Keys);
        if (added == 0 && !signed.IsComplete) throw new CommandException(ExitCode.Rejected, $"Wallet {session.Name} has no key that is missing here.", "Give it to its signer with --unsigned FILE.");
        return signed;
    }

    private int Pass(SigningContainer signed)
    {
        var have = signed.Inputs.IsEmpty ? 0 : signed.Inputs.Min(input => input.Signatures.Count);
        var need = signed.Inputs.IsEmpty ? 1 : signed.Inputs.Max(input => input.Required);
        if (parsed.GetValue(options.To) is not { } file)
            throw new CommandException(ExitCode.NeedsConfirmation, $"It has {have} of {need} signatures: others must sign, too.", "Say where to write it with --to FILE, and give that file to the next signer.");
        ContainerFile.Write(file, signed);
        return file == "-" ? ExitCode.Ok : Result.Line(parsed, $"{have} of {need} signatures; written to {file}. The next signer runs: flux wallet sign {file}", new JsonObject { ["file"] = file, ["signatures"] = have, ["required"] = need });
    }
}
