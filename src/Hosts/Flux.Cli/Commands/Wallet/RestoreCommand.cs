using System.CommandLine;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Wallets.Accounts;
using Flux.Wallets.Chain;
using Flux.Wallets.Hd;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet restore</c>: recovery words bring a wallet back, also one of Zelcore.</summary>
internal static class RestoreCommand
{
    /// <summary>Accounts looked at one after the other; the first without history ends the search.</summary>
    private const int MostAccounts = 100;

    public static Command Build()
    {
        var network = NewWallet.NetworkOption();
        var words = new Option<string?>("--words-file") { Description = "File with the words; - is standard input; without it they are typed", HelpName = "FILE" };
        var passphrase = new Option<string?>("--passphrase-file") { Description = "File with the BIP39 passphrase", HelpName = "FILE" };
        var noScan = new Option<bool>("--no-scan") { Description = "Do not look for used addresses now; later: flux wallet account scan" };
        var memory = NewWallet.MemoryOption();
        var command = new Command("restore", "Bring a wallet back from its recovery words") { network, words, passphrase, noScan, memory };
        command.SetAction(async (parsed, cancel) =>
        {
            var path = NewWallet.Path(parsed);
            if (!Bip39.TryNormalize(SecretInput.Secret(parsed.GetValue(words), "Recovery words:"), out var normalized, out var problem)) throw new CommandException(ExitCode.Usage, $"These are not recovery words: {problem}.");
            var secret = parsed.GetValue(passphrase) is { } file ? SecretInput.Secret(file, "Passphrase:") : "";
            var content = NewWallet.Content(normalized, secret, parsed.GetValue(network)!);
            NewWallet.Write(parsed, path, parsed.GetValue(network)!, content, parsed.GetValue(memory));
            if (!parsed.GetValue(noScan))
            {
                using var session = WalletSession.Open(parsed);
                await ScanAsync(session, session.Settings.GapLimit, cancel);
                content = session.Content;
                var used = session.Keys.Accounts.Sum(account => account.Record.NextReceive + account.Record.NextChange);
                Terminal.Hint(used == 0 ? "No address of these words was used yet." : $"Addresses up to the last used one: {used}. Labels, contacts and imported keys are not in words.");
            }
            return NewWallet.Report(parsed, path, content, parsed.GetValue(network)!);
        });
        return command;
    }

    /// <summary>Finds used addresses of the known accounts, and further accounts of the words.</summary>
    public static async Task ScanAsync(WalletSession session, int gap, CancellationToken cancel)
    {
        var discovery = new AddressDiscovery(session.Chain, gap);
        foreach (var name in session.Keys.Accounts.Select(account => account.Record.Name).ToList())
            session.Replace(await discovery.RunAsync(session.AccountOf(name), cancel));
        if (session.Content.Words.Length == 0) return;
        using var master = KeyRing.MasterOf(session.Content);
        var number = session.Keys.Accounts.Where(account => account.Record is { Kind: AccountKind.Single, IsOwn: true }).Select(account => account.Record.Number).DefaultIfEmpty(-1).Max() + 1;
        for (; number < MostAccounts; number++)
        {
            var record = KeyRing.SingleRecord(master, session.Network.Addresses, session.Network.CoinType, $"account-{number}", number);
            var found = await discovery.RunAsync(Account.Open(record, session.Network.Addresses, session.Network.CoinType, master), cancel);
            if (found.NextReceive == 0 && found.NextChange == 0) return;
            session.Save(content => content with { Accounts = [.. content.Accounts, found] });
            Terminal.Hint($"Found account {number} in use; it is called '{record.Name}'.");
        }
    }
}
