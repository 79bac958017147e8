using System.CommandLine;
using System.Globalization;
using Flux.Cli.Wallets;
using Flux.Primitives;
using Flux.Wallets.CoinSelection;

namespace Flux.Cli.Commands.Wallet;

/// <summary>What a payment may cost and how long it counts.</summary>
internal sealed class FeeOptions
{
    private const long LeastRate = 100, MostRate = 100_000;
    private const int SoonestExpiry = 4, LatestExpiry = 100_000;

    private readonly Option<long?> rate = new("--fee-rate") { Description = "Satoshi per 1,000 bytes, 100 to 100000 (default the wallet's, 1000)", HelpName = "N" };
    private readonly Option<string?> most = new("--max-fee") { Description = "Refuse a larger fee (default the wallet's, 0.01 FLUX)", HelpName = "FLUX" };
    private readonly Option<int?> expiry = new("--expiry") { Description = "Blocks after which it no longer counts; 0 for never (default the wallet's, 30)", HelpName = "BLOCKS" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[rate, most, expiry]) command.Options.Add(option);
    }

    public FeeRate RateOf(ParseResult parsed, WalletSession session) => (parsed.GetValue(rate) ?? session.Settings.FeeRate) is >= LeastRate and <= MostRate and var chosen
        ? new FeeRate(chosen)
        : throw new CommandException(ExitCode.Usage, $"--fee-rate is {LeastRate} to {MostRate}.");

    public Amount MostOf(ParseResult parsed, WalletSession session) => parsed.GetValue(most) is { } text ? Recipients.AmountOf(text) : new Amount(session.Settings.MostFee);

    public uint ExpiryOf(ParseResult parsed, WalletSession session, int height)
    {
        var blocks = parsed.GetValue(expiry) ?? session.Settings.ExpiryBlocks;
        if (blocks == 0) return 0;
        return blocks is >= SoonestExpiry and <= LatestExpiry ? (uint)(height + blocks) : throw new CommandException(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"--expiry is 0, or {SoonestExpiry} to {LatestExpiry} blocks."));
    }
}
