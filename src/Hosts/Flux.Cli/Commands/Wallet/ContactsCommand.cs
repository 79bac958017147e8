using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Primitives.Addresses;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet contacts</c>: the address book, encrypted with the wallet.</summary>
internal static class ContactsCommand
{
    private const int Longest = 64;

    public static Command Build()
    {
        var command = new Command("contacts", "The address book") { BuildList(), BuildAdd(), BuildRemove() };
        command.SetAction(ShowAll);
        return command;
    }

    private static Command BuildList()
    {
        var command = new Command("list", "Show everyone");
        command.SetAction(ShowAll);
        return command;
    }

    private static int ShowAll(ParseResult parsed)
    {
        using var session = WalletSession.Open(parsed);
        return Result.Show(parsed, new JsonArray([.. session.Content.Contacts.Select(contact => (JsonNode)new JsonObject { ["name"] = contact.Key, ["address"] = contact.Value })]), "The address book is empty. Add someone with: flux wallet contacts add NAME ADDRESS");
    }

    private static Command BuildAdd()
    {
        var name = new Argument<string>("name") { Description = "What you call them" };
        var address = new Argument<string>("address") { Description = "Their address" };
        var command = new Command("add", "Add or change someone") { name, address };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            var who = parsed.GetValue(name)!;
            var where = parsed.GetValue(address)!;
            // A name that is itself an address could send money elsewhere than it says.
            if (who.Length is 0 or > Longest || who.Any(char.IsControl) || Address.TryParse(who, session.Network.Addresses, out _)) throw new CommandException(ExitCode.Usage, $"'{who}' can't be a contact's name: 1 to {Longest} characters, and no address.");
            if (!Address.TryParse(where, session.Network.Addresses, out _)) throw new CommandException(ExitCode.Usage, $"'{where}' is not an address of network {session.Network.Name}.");
            session.Save(content => content with { Contacts = content.Contacts.SetItem(who, where) });
            return Result.Line(parsed, $"{who}: {where}", new JsonObject { ["name"] = who, ["address"] = where });
        });
        return command;
    }

    private static Command BuildRemove()
    {
        var name = new Argument<string>("name") { Description = "Whom" };
        var command = new Command("remove", "Remove someone") { name };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            var who = parsed.GetValue(name)!;
            if (!session.Content.Contacts.ContainsKey(who)) throw new CommandException(ExitCode.NotFound, $"There is no contact '{who}'.");
            session.Save(content => content with { Contacts = content.Contacts.Remove(who) });
            return Result.Line(parsed, $"{who} is removed", new JsonObject { ["name"] = who });
        });
        return command;
    }
}
