using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Wallets.Accounts;
using Flux.Wallets.Keys;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet import</c>: single keys, old Zelcore phrases, shared scripts, and what is only watched.</summary>
internal static class ImportCommand
{
    public static Command Build() => new("import", "Bring in keys and addresses from elsewhere")
    {
        BuildKey(),
        BuildPhrase(),
        BuildScript(),
        BuildWatch(),
        BuildXpub(),
    };

    private static Command BuildKey()
    {
        var file = new Option<string?>("--file") { Description = "File with the key; - is standard input; without it, it is typed", HelpName = "FILE" };
        var command = new Command("key", "A private key (WIF)") { file };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            var wif = SecretInput.Secret(parsed.GetValue(file), "Private key (WIF):").Trim();
            if (!WalletKey.TryParseWif(wif, session.Network.Addresses, out var key)) throw new CommandException(ExitCode.Usage, $"This is not a private key (WIF) of network {session.Network.Name}.");
            return Add(parsed, session, key);
        });
        return command;
    }

    private static Command BuildPhrase()
    {
        var file = new Option<string?>("--file") { Description = "File with the phrase; - is standard input; without it, it is typed", HelpName = "FILE" };
        var compressed = new Option<bool>("--compressed") { Description = "The key's compressed form (Zelcore's oldest accounts used the uncompressed one)" };
        var command = new Command("phrase", "The key of an old Zelcore account's phrase (SHA-256); move its money to a real wallet at once") { file, compressed };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            var done = Add(parsed, session, CredentialKey.FromPhrase(SecretInput.Secret(parsed.GetValue(file), "Phrase:"), parsed.GetValue(compressed)));
            Terminal.Hint("Whoever guesses the phrase has this money. Move it with: flux wallet send ADDRESS all");
            return done;
        });
        return command;
    }

    private static Command BuildScript()
    {
        var hex = new Argument<string>("script") { Description = "Redeem script in hex" };
        var command = new Command("script", "A shared address by its redeem script; sign for it with imported keys") { hex };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            if (!Script.TryParseHex(parsed.GetValue(hex), out var script) || !RedeemScript.TryRead(script, out var redeem)) throw new CommandException(ExitCode.Usage, "This is not an m-of-n redeem script.");
            session.Save(content => content with { RedeemScripts = Appended(content.RedeemScripts, script.ToString()) });
            return Report(parsed, session, redeem.Address);
        });
        return command;
    }

    private static Command BuildWatch()
    {
        var address = new Argument<string>("address") { Description = "Any address" };
        var command = new Command("watch", "Only watch an address") { address };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            var watched = Recipients.Find(session, parsed.GetValue(address)!);
            session.Save(content => content with { WatchedAddresses = Appended(content.WatchedAddresses, watched.ToText(session.Network.Addresses)) });
            return Report(parsed, session, watched);
        });
        return command;
    }

    private static Command BuildXpub()
    {
        var keys = new Argument<string[]>("xpub") { Description = "Account key; several for a shared account", Arity = ArgumentArity.OneOrMore };
        var name = new Option<string>("--name") { Description = "What to call the account", HelpName = "NAME", Required = true };
        var required = new Option<int>("--required", "-m") { Description = "Signatures needed, for several keys", HelpName = "M", DefaultValueFactory = _ => 1 };
        var command = new Command("xpub", "Only watch an account by its public key(s)") { keys, name, required };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            var given = parsed.GetValue(keys)!;
            return AccountCommand.Add(parsed, session, new AccountRecord
            {
                Name = parsed.GetValue(name)!,
                Kind = given.Length == 1 ? AccountKind.Single : AccountKind.Shared,
                Required = parsed.GetValue(required),
                ExtendedKeys = [.. given],
                IsOwn = false,
            });
        });
        return command;
    }

    private static int Add(ParseResult parsed, WalletSession session, WalletKey key)
    {
        session.Save(content => content with { ImportedKeys = Appended(content.ImportedKeys, key.ToWif(session.Network.Addresses)) });
        var address = key.Address;
        key.Dispose();
        return Report(parsed, session, address);
    }

    private static ImmutableArray<string> Appended(ImmutableArray<string> list, string item) =>
        list.Contains(item) ? throw new CommandException(ExitCode.Rejected, "The wallet has it already.") : list.Add(item);

    private static int Report(ParseResult parsed, WalletSession session, Address address)
    {
        var text = address.ToText(session.Network.Addresses);
        return Result.Line(parsed, text, new JsonObject { ["address"] = text });
    }
}
