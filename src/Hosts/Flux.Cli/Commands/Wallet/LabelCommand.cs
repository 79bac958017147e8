using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet label</c>: what an address is for.</summary>
internal static class LabelCommand
{
    private const int Longest = 200;

    public static Command Build()
    {
        var address = new Argument<string?>("address") { Description = "An address; without one all labels are shown", Arity = ArgumentArity.ZeroOrOne };
        var text = new Argument<string?>("text") { Description = "What it is for; nothing removes the label", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("label", "Write down what an address is for") { address, text };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            if (parsed.GetValue(address) is not { } given) return ShowAll(parsed, session);
            var name = Recipients.Find(session, given).ToText(session.Network.Addresses);
            var label = parsed.GetValue(text) ?? "";
            if (label.Length > Longest || label.Any(char.IsControl)) throw new CommandException(ExitCode.Usage, $"A label has at most {Longest} characters and no control characters.");
            session.Save(content => content with { Labels = label.Length > 0 ? content.Labels.SetItem(name, label) : content.Labels.Remove(name) });
            return Result.Line(parsed, label.Length > 0 ? $"{name}: {label}" : $"{name} has no label", new JsonObject { ["address"] = name, ["label"] = label });
        });
        return command;
    }

    private static int ShowAll(ParseResult parsed, WalletSession session) =>
        Result.Show(parsed, new JsonArray([.. session.Content.Labels.Select(label => (JsonNode)new JsonObject { ["address"] = label.Key, ["label"] = label.Value })]), "No address has a label.");
}
