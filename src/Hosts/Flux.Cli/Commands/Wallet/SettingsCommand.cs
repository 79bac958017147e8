using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Primitives;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet settings</c>: show and change what the wallet takes for granted.</summary>
internal static class SettingsCommand
{
    public static Command Build()
    {
        var gap = new Option<int?>("--gap-limit") { Description = "Unused addresses looked at, 1 to 1000", HelpName = "N" };
        var rate = new Option<long?>("--default-fee-rate") { Description = "Satoshi per 1,000 bytes, 100 to 100000", HelpName = "N" };
        var most = new Option<string?>("--most-fee") { Description = "Refuse larger fees", HelpName = "FLUX" };
        var expiry = new Option<int?>("--expiry-blocks") { Description = "Blocks a payment counts, 4 to 100000", HelpName = "N" };
        var source = new Option<string?>("--source") { Description = "Explorer that knows the chain; empty for none", HelpName = "URL" };
        var command = new Command("settings", "Show or change what the wallet takes for granted") { gap, rate, most, expiry, source };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            var settings = session.Settings;
            settings = settings with
            {
                GapLimit = Within(parsed.GetValue(gap) ?? settings.GapLimit, 1, 1000, "--gap-limit"),
                FeeRate = Within(parsed.GetValue(rate) ?? settings.FeeRate, 100, 100_000, "--default-fee-rate"),
                MostFee = parsed.GetValue(most) is { } fee ? Recipients.AmountOf(fee).Satoshis : settings.MostFee,
                ExpiryBlocks = Within(parsed.GetValue(expiry) ?? settings.ExpiryBlocks, 4, 100_000, "--expiry-blocks"),
                Source = parsed.GetValue(source) is { } url ? SourceOf(url) : settings.Source,
            };
            if (settings != session.Settings) session.Save(content => content with { Settings = settings });
            return Result.Show(parsed, new JsonObject
            {
                ["wallet"] = session.Name,
                ["network"] = session.Network.Name,
                ["gap limit"] = settings.GapLimit,
                ["fee rate"] = $"{settings.FeeRate} sat/kB",
                ["most fee"] = $"{new Amount(settings.MostFee)} FLUX",
                ["expiry"] = $"{settings.ExpiryBlocks} blocks",
                ["source"] = settings.Source.Length > 0 ? settings.Source : session.Network.Name == "local" ? "the local network" : "none",
            });
        });
        return command;
    }

    private static int Within(int value, int least, int most, string name) => (int)Within((long)value, least, most, name);

    private static long Within(long value, long least, long most, string name) => value >= least && value <= most ? value : throw new CommandException(ExitCode.Usage, $"{name} is {value}; allowed is {least} to {most}.");

    private static string SourceOf(string url) => url.Length == 0 || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "" })
        ? url
        : throw new CommandException(ExitCode.Usage, $"'{url}' is not an http or https address.");
}
