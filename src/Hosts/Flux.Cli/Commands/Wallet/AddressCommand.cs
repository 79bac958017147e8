using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Primitives;
using Flux.Wallets.Accounts;
using Flux.Wallets.Uris;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet address</c>: where money arrives.</summary>
internal static class AddressCommand
{
    public static Command Build()
    {
        var account = new Option<string?>("--account") { Description = "Account (default the first)", HelpName = "NAME" };
        var next = new Option<bool>("--new") { Description = "Give out a new address that nobody was given before" };
        var all = new Option<bool>("--all") { Description = "List every address given out, with labels" };
        var qr = new Option<bool>("--qr") { Description = "Show it as a QR code, too" };
        var png = new Option<string?>("--png") { Description = "Write the QR code to this PNG file", HelpName = "FILE" };
        var amount = new Option<string?>("--amount") { Description = "Ask for this much in the QR code's link", HelpName = "FLUX" };
        var label = new Option<string?>("--label") { Description = "What the money is for; kept as the address's label", HelpName = "TEXT" };
        var command = new Command("address", "Show the address where money arrives") { account, next, all, qr, png, amount, label };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            if (parsed.GetValue(all)) return ShowAll(parsed, session);
            var own = Choose(session, parsed.GetValue(account), parsed.GetValue(next));
            var text = own.Address.ToText(session.Network.Addresses);
            if (parsed.GetValue(label) is { } name) session.Save(content => content with { Labels = content.Labels.SetItem(text, name) });
            var link = WalletUriWriter.Pay(text, parsed.GetValue(amount) is { } asked ? Recipients.AmountOf(asked) : null, parsed.GetValue(label) ?? "");
            if (parsed.GetValue(png) is { } file) QrCode.WritePng(link, file);
            if (parsed.GetValue(qr)) Terminal.Line(QrCode.ToText(link));
            return Result.Line(parsed, text, new JsonObject { ["address"] = text, ["account"] = own.Account, ["path"] = own.Keys.Count > 0 ? own.Keys[0].Path?.ToString() : null, ["link"] = link, ["redeemScript"] = own.Redeem?.Script.ToString() });
        });
        return command;
    }

    private static OwnAddress Choose(WalletSession session, string? name, bool next)
    {
        if (session.Keys.Accounts.Count == 0 && name is null && session.Keys.Singles is [var single, ..]) return single;
        var account = session.AccountOf(name);
        if (next) return session.NextAddress(account);
        // The developer wallet's rewards go to its first address for ever.
        return session.Keys.AddressAt(account, 0, session.Name == WalletFolder.Developer ? 0 : account.Record.NextReceive);
    }

    private static int ShowAll(ParseResult parsed, WalletSession session)
    {
        var rows = session.Keys.Addresses(1).Select(own =>
        {
            var text = own.Address.ToText(session.Network.Addresses);
            return (JsonNode)new JsonObject
            {
                ["address"] = text,
                ["account"] = own.Account,
                ["use"] = own.Index < 0 ? "" : own.Change == 0 ? $"receive {own.Index}" : $"change {own.Index}",
                ["signs"] = own.CanSign,
                ["label"] = session.Content.Labels.GetValueOrDefault(text, ""),
            };
        });
        return Result.Show(parsed, new JsonArray([.. rows]));
    }
}
