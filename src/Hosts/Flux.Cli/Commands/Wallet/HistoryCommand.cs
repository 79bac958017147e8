using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Wire;
using Flux.Wallets.Chain;
using Flux.Wallets.Keystore;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet history</c>: what came and went.</summary>
internal static class HistoryCommand
{
    public static Command Build()
    {
        var limit = new Option<int>("--limit") { Description = "Newest lines to show; 0 for all", HelpName = "N", DefaultValueFactory = _ => 25 };
        var csv = new Option<bool>("--csv") { Description = "Comma-separated, for spreadsheets" };
        var command = new Command("history", "Show what came and went") { limit, csv };
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var height = await session.Chain.HeightAsync(cancel);
            await session.CoinsAsync(cancel);
            var lines = HistoryLine.Of(await session.Chain.ChangesAsync([.. session.Keys.Addresses(session.Settings.GapLimit).Select(own => own.Address)], cancel));
            var shown = (parsed.GetValue(limit) > 0 ? lines.TakeLast(parsed.GetValue(limit)) : lines).ToList();
            if (parsed.GetValue(csv)) return ShowCsv(session, shown);
            var rows = shown.Select(line => (JsonNode)new JsonObject
            {
                ["block"] = line.Height == 0 ? "waiting" : line.Height.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["confirmations"] = line.Height == 0 ? 0 : height - line.Height + 1,
                ["amount"] = Signed(line.Value),
                ["escrow"] = line.Escrow == Amount.Zero ? "" : Signed(line.Escrow),
                ["note"] = NoteOf(session, line),
                ["txid"] = line.Transaction.ToString(),
            });
            return Result.Show(parsed, new JsonArray([.. rows]), "Nothing has come or gone yet.");
        });
        return command;
    }

    private static int ShowCsv(WalletSession session, List<HistoryLine> lines)
    {
        Terminal.Line("block,amount,escrow,txid,note");
        foreach (var line in lines) Terminal.Line($"{line.Height},{line.Value},{line.Escrow},{line.Transaction},\"{NoteOf(session, line).Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        return ExitCode.Ok;
    }

    /// <summary>The owner's own words: the note of a payment, else to whom it went; labels of the addresses where money arrived.</summary>
    private static string NoteOf(WalletSession session, HistoryLine line)
    {
        if (session.Content.Sent.FirstOrDefault(sent => sent.Id == line.Transaction.ToString()) is { } sent) return sent.Note.Length > 0 ? sent.Note : RecipientsOf(session, sent);
        return line.Value < Amount.Zero ? "" : string.Join(", ", line.Addresses.Select(address => session.Content.Labels.GetValueOrDefault(address.ToText(session.Network.Addresses))).OfType<string>().Distinct());
    }

    private static string RecipientsOf(WalletSession session, SentRecord sent)
    {
        if (!TransactionCodec.TryParse(Convert.FromHexString(sent.Hex), out var transaction, out _)) return "";
        var others = transaction.Outputs.Select(output => Address.TryFromScript(output.ScriptPubKey, out var to) && session.Keys.Find(to) is null ? to.ToText(session.Network.Addresses) : null).OfType<string>().ToList();
        return others.Count == 0 ? "" : "to " + string.Join(", ", others.Select(text => session.Content.Contacts.FirstOrDefault(contact => contact.Value == text).Key ?? text));
    }

    private static string Signed(Amount amount) => amount > Amount.Zero ? $"+{amount}" : amount.ToString();
}
