using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Wallets.Accounts;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet account</c>: single and shared (multisig) accounts of the wallet's words.</summary>
internal static class AccountCommand
{
    public static Command Build()
    {
        var command = new Command("account", "Accounts: own, shared with others, watched") { BuildList(), BuildAdd(), BuildShare(), BuildScan() };
        command.SetAction(ShowAll);
        return command;
    }

    private static Command BuildList()
    {
        var command = new Command("list", "Show the accounts");
        command.SetAction(ShowAll);
        return command;
    }

    private static int ShowAll(ParseResult parsed)
    {
        using var session = WalletSession.Open(parsed);
        return Result.Show(parsed, Describe(session), "There are no accounts, only imported or watched addresses.");
    }

    private static Command BuildAdd()
    {
        var name = new Argument<string>("name") { Description = "What to call it" };
        var number = new Option<int?>("--number") { Description = "Account number in the path (default the next one)", HelpName = "N" };
        var command = new Command("add", "Add the next account of the words (BIP44)") { name, number };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            RequireWords(session);
            using var master = KeyRing.MasterOf(session.Content);
            var next = parsed.GetValue(number) ?? session.Keys.Accounts.Where(account => account.Record is { Kind: AccountKind.Single, IsOwn: true }).Select(account => account.Record.Number).DefaultIfEmpty(-1).Max() + 1;
            return Add(parsed, session, KeyRing.SingleRecord(master, session.Network.Addresses, session.Network.CoinType, parsed.GetValue(name)!, next));
        });
        return command;
    }

    private static Command BuildShare()
    {
        var name = new Argument<string>("name") { Description = "What to call it" };
        var required = new Option<int>("--required", "-m") { Description = "Signatures needed", HelpName = "M", DefaultValueFactory = _ => 2 };
        var with = new Option<string[]>("--with") { Description = "The others' keys (xpub), as their wallets show with: flux wallet export signer-key", HelpName = "XPUB", AllowMultipleArgumentsPerToken = true, Required = true };
        var number = new Option<int>("--number") { Description = "Account number in the path; the same at all signers", HelpName = "N" };
        var command = new Command("share", "Add a shared account (BIP48, m-of-n; 2-of-2 with SSP's other device)") { name, required, with, number };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            RequireWords(session);
            using var master = KeyRing.MasterOf(session.Content);
            var own = Account.SignerKey(master, session.Network.CoinType, parsed.GetValue(number)).ToText(session.Network.Addresses);
            return Add(parsed, session, new AccountRecord
            {
                Name = parsed.GetValue(name)!,
                Kind = AccountKind.Shared,
                Number = parsed.GetValue(number),
                Required = parsed.GetValue(required),
                ExtendedKeys = [own, .. parsed.GetValue(with)!.Where(key => key != own)],
            });
        });
        return command;
    }

    private static Command BuildScan()
    {
        var gap = new Option<int?>("--gap") { Description = "Unused addresses to look at beyond the last used one", HelpName = "N" };
        var command = new Command("scan", "Look for used addresses and accounts again") { gap };
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var limit = parsed.GetValue(gap) ?? session.Settings.GapLimit;
            if (limit is < 1 or > 10_000) throw new CommandException(ExitCode.Usage, "--gap is 1 to 10000.");
            await RestoreCommand.ScanAsync(session, limit, cancel);
            return Result.Show(parsed, Describe(session));
        });
        return command;
    }

    /// <summary>Adds a record after it was opened once: a record that can't be used never gets into the file.</summary>
    public static int Add(ParseResult parsed, WalletSession session, AccountRecord record)
    {
        if (record.Name.Length is 0 or > 64 || record.Name is OwnAddress.Imported or OwnAddress.Watched || session.Keys.FindAccount(record.Name) is not null)
            throw new CommandException(ExitCode.Usage, $"An account can't be called '{record.Name}' here: the name is taken, empty or too long.");
        if (session.Keys.Accounts.Any(account => account.Record.ExtendedKeys.SequenceEqual(record.ExtendedKeys) && account.Record.Required == record.Required)) throw new CommandException(ExitCode.Rejected, "The wallet has this account already.");
        try
        {
            using var master = session.Content.Words.Length > 0 && record.IsOwn ? KeyRing.MasterOf(session.Content) : null;
            Account.Open(record, session.Network.Addresses, session.Network.CoinType, master).Dispose();
        }
        catch (ArgumentException e)
        {
            throw new CommandException(ExitCode.Usage, e.Message.Split(" (Parameter")[0]);
        }
        session.Save(content => content with { Accounts = [.. session.Keys.Accounts.Select(account => account.Record), record] });
        var first = session.Keys.AddressAt(session.AccountOf(record.Name), 0, 0).Address.ToText(session.Network.Addresses);
        var compare = record.Kind == AccountKind.Shared ? " Compare it with what the other signers see." : "";
        return Result.Line(parsed, $"Account '{record.Name}' added; its first address is {first}.{compare} Look for earlier use with: flux wallet account scan", new JsonObject { ["name"] = record.Name, ["address"] = first });
    }

    private static JsonArray Describe(WalletSession session) => [.. session.Keys.Accounts.Select(account => (JsonNode)Describe(account, session.Network.CoinType))];

    private static JsonObject Describe(Account account, int coinType) => new()
    {
        ["name"] = account.Record.Name,
        ["kind"] = account.Record.Kind == AccountKind.Single ? "single" : $"{account.Record.Required} of {account.Record.ExtendedKeys.Length}",
        ["path"] = account.Record.IsOwn ? Account.PathOf(account.Record.Kind, coinType, account.Record.Number).ToString() : "watched",
        ["signs"] = account.CanSign,
        ["given out"] = account.Record.NextReceive,
        ["change used"] = account.Record.NextChange,
    };

    private static void RequireWords(WalletSession session)
    {
        if (session.Content.Words.Length == 0) throw new CommandException(ExitCode.Rejected, $"Wallet {session.Name} has no recovery words.", "Watch somebody's account with: flux wallet import xpub");
    }
}
