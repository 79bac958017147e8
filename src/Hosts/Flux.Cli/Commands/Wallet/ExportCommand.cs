using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Wallets.Accounts;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet export</c>: public keys for watching and sharing; words and private keys after a question.</summary>
internal static class ExportCommand
{
    public static Command Build() => new("export", "Show public keys, or, after a question, secrets") { BuildXpub(), BuildSigner(), BuildPublicKey(), BuildWords(), BuildKey() };

    private static Command BuildXpub()
    {
        var account = new Option<string?>("--account") { Description = "Account (default the first)", HelpName = "NAME" };
        var command = new Command("xpub", "An account's public key(s): whoever has them sees all its addresses, and can't spend") { account };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            var record = session.AccountOf(parsed.GetValue(account)).Record;
            return Result.Line(parsed, string.Join('\n', record.ExtendedKeys), new JsonObject { ["account"] = record.Name, ["required"] = record.Required, ["keys"] = new JsonArray([.. record.ExtendedKeys.Select(key => (JsonNode)JsonValue.Create(key))]) });
        });
        return command;
    }

    private static Command BuildSigner()
    {
        var number = new Option<int>("--number") { Description = "Account number", HelpName = "N" };
        var command = new Command("signer-key", "The key that others need to share an account with this wallet (BIP48)") { number };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            if (session.Content.Words.Length == 0) throw new CommandException(ExitCode.Rejected, $"Wallet {session.Name} has no recovery words.");
            using var master = KeyRing.MasterOf(session.Content);
            var key = Account.SignerKey(master, session.Network.CoinType, parsed.GetValue(number)).ToText(session.Network.Addresses);
            return Result.Line(parsed, key, new JsonObject { ["key"] = key, ["fingerprint"] = master.Fingerprint.ToString("x8", System.Globalization.CultureInfo.InvariantCulture) });
        });
        return command;
    }

    private static Command BuildPublicKey()
    {
        var address = new Argument<string>("address") { Description = "An address of the wallet" };
        var command = new Command("public-key", "The public key(s) of an address: for delegates of a node, or to make a shared address by hand") { address };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            var own = session.Keys.Find(Recipients.Find(session, parsed.GetValue(address)!)) ?? throw new CommandException(ExitCode.NotFound, $"{parsed.GetValue(address)} is not an address of wallet {session.Name}.");
            var keys = own.Keys.Select(key => Convert.ToHexStringLower(key.PublicKey)).ToList();
            if (keys.Count == 0) throw new CommandException(ExitCode.NotFound, $"{parsed.GetValue(address)} is only watched; its public key is not known.");
            return Result.Line(parsed, string.Join('\n', keys), new JsonObject { ["address"] = own.Address.ToText(session.Network.Addresses), ["keys"] = new JsonArray([.. keys.Select(key => (JsonNode)JsonValue.Create(key))]), ["redeemScript"] = own.Redeem?.Script.ToString() });
        });
        return command;
    }

    private static Command BuildWords()
    {
        var to = To();
        var command = new Command("words", "The recovery words") { to };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            if (session.Content.Words.Length == 0) throw new CommandException(ExitCode.NotFound, $"Wallet {session.Name} has no recovery words.");
            if (session.Content.Passphrase.Length > 0) Terminal.Hint("This wallet also has a passphrase; the words alone bring nothing back.");
            return Hand(parsed, session.Content.Words, "recovery words", parsed.GetValue(to));
        });
        return command;
    }

    private static Command BuildKey()
    {
        var address = new Argument<string>("address") { Description = "An address of the wallet" };
        var to = To();
        var command = new Command("key", "The private key of an address (WIF)") { address, to };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            var own = session.Keys.Find(Recipients.Find(session, parsed.GetValue(address)!)) ?? throw new CommandException(ExitCode.NotFound, $"{parsed.GetValue(address)} is not an address of wallet {session.Name}.");
            return session.Keys.KeysOf(own) is [var key, ..] ? Hand(parsed, key.ToWif(session.Network.Addresses), "private key", parsed.GetValue(to)) : throw new CommandException(ExitCode.Rejected, $"Wallet {session.Name} has no key of it.");
        });
        return command;
    }

    private static Option<string?> To() => new("--to") { Description = "Write it to this new file instead of showing it", HelpName = "FILE" };

    private static int Hand(ParseResult parsed, string secret, string what, string? file)
    {
        Confirmation.Require($"Whoever sees the {what} has the money. Show it?", parsed.GetValue(WalletOptions.Yes));
        if (file is null)
        {
            Terminal.Line(secret);
            return ExitCode.Ok;
        }
        if (File.Exists(file)) throw new CommandException(ExitCode.Usage, $"{file} exists already.");
        SecretFile.Write(file, secret + "\n");
        return Result.Line(parsed, $"Written to {file}", new JsonObject { ["file"] = file });
    }
}
