using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Wallets.Keystore;
using Flux.Wallets.Spending;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet sent</c>, <c>resend</c>, <c>cancel</c>: what became of payments, and what to do with expired ones.</summary>
internal static class SentCommand
{
    public static Command Build()
    {
        var command = new Command("sent", "Show what became of payments");
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var height = await session.Chain.HeightAsync(cancel);
            var rows = new JsonArray();
            foreach (var sent in session.Content.Sent)
            {
                rows.Add(new JsonObject
                {
                    ["txid"] = sent.Id,
                    ["state"] = (await SentBook.StateAsync(sent, session.Chain, height, cancel)).ToString(),
                    ["counts until"] = sent.ExpiryHeight == 0 ? "for ever" : $"block {sent.ExpiryHeight}",
                    ["sent"] = DateTimeOffset.FromUnixTimeSeconds(sent.Time).UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
                    ["note"] = sent.Note,
                });
            }
            return Result.Show(parsed, rows, "Nothing was sent lately.");
        });
        return command;
    }

    public static Command BuildResend()
    {
        var id = new Argument<string>("txid") { Description = "An expired payment, see: flux wallet sent" };
        var fees = new FeeOptions();
        var signing = new SigningOptions();
        var command = new Command("resend", "Send an expired payment again; it spends the same coins, so nobody is paid twice") { id };
        fees.AddTo(command);
        signing.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var height = await session.Chain.HeightAsync(cancel);
            var sent = await ExpiredAsync(session, parsed.GetValue(id)!, height, cancel);
            var coins = await session.CoinsAsync(cancel);
            var container = SentBook.Again(sent, coins, session.Keys, session.Network.Name, session.Network.BranchIdAt(height + 1), fees.ExpiryOf(parsed, session, height));
            var done = await new SigningRun(session, parsed, signing).RunAsync(container, sent.Note, cancel);
            if (done == ExitCode.Ok && !parsed.GetValue(signing.DryRun) && !parsed.GetValue(signing.NoSend) && parsed.GetValue(signing.Unsigned) is null) Forget(session, sent);
            return done;
        });
        return command;
    }

    public static Command BuildCancel()
    {
        var id = new Argument<string>("txid") { Description = "An expired payment, see: flux wallet sent" };
        var command = new Command("cancel", "Give an expired payment up; its coins are free") { id };
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var sent = await ExpiredAsync(session, parsed.GetValue(id)!, await session.Chain.HeightAsync(cancel), cancel);
            Forget(session, sent);
            return Result.Line(parsed, $"{sent.Id} is given up", new JsonObject { ["txid"] = sent.Id });
        });
        return command;
    }

    private static async Task<SentRecord> ExpiredAsync(WalletSession session, string id, int height, CancellationToken cancel)
    {
        var sent = session.Content.Sent.FirstOrDefault(record => record.Id == id) ?? throw new CommandException(ExitCode.NotFound, $"This wallet did not send {id} lately.", "See: flux wallet sent");
        return await SentBook.StateAsync(sent, session.Chain, height, cancel) switch
        {
            SentState.Confirmed => throw new CommandException(ExitCode.Rejected, $"{id} is in a block; it can't be taken back."),
            SentState.Waiting => throw new CommandException(ExitCode.Rejected, sent.ExpiryHeight == 0 ? $"{id} never expires; it may always enter a block." : $"{id} may still enter a block, until {sent.ExpiryHeight}; now is {height}."),
            _ => sent,
        };
    }

    private static void Forget(WalletSession session, SentRecord sent) => session.Save(content => content with { Sent = content.Sent.RemoveAll(record => record.Id == sent.Id) });
}
