using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Wallets.Accounts;
using Flux.Wallets.Hd;
using Flux.Wallets.Keystore;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet create</c>: new recovery words and a new file.</summary>
internal static class CreateCommand
{
    public static Command Build()
    {
        var network = NewWallet.NetworkOption();
        var count = new Option<int>("--words") { Description = "12 or 24", HelpName = "N", DefaultValueFactory = _ => 24 };
        var wordsTo = new Option<string?>("--words-to") { Description = "Write the recovery words to this new file instead of showing them", HelpName = "FILE" };
        var passphrase = new Option<string?>("--passphrase-file") { Description = "File with a BIP39 passphrase; without it nothing comes back, so keep it apart from the words", HelpName = "FILE" };
        var watching = new Option<bool>("--empty") { Description = "Without words: for imported keys and for watching" };
        var memory = NewWallet.MemoryOption();
        var command = new Command("create", "Make a new wallet and show its recovery words once") { network, count, wordsTo, passphrase, watching, memory };
        command.SetAction(parsed =>
        {
            var path = NewWallet.Path(parsed);
            var words = parsed.GetValue(watching) ? "" : Bip39.Generate(CountOf(parsed.GetValue(count)));
            var file = parsed.GetValue(wordsTo);
            if (words.Length > 0 && file is null && Console.IsOutputRedirected) throw new CommandException(ExitCode.NeedsConfirmation, "The recovery words would be shown to nobody.", "Write them to a file with --words-to FILE.");
            if (file is not null && File.Exists(file)) throw new CommandException(ExitCode.Usage, $"{file} exists already.");
            var content = NewWallet.Content(words, SecretOf(parsed.GetValue(passphrase)), parsed.GetValue(network)!);
            NewWallet.Write(parsed, path, parsed.GetValue(network)!, content, parsed.GetValue(memory));
            if (words.Length > 0) Hand(words, file);
            return NewWallet.Report(parsed, path, content, parsed.GetValue(network)!);
        });
        return command;
    }

    private static int CountOf(int words) => words is 12 or 24 ? words : throw new CommandException(ExitCode.Usage, "--words is 12 or 24.");

    private static string SecretOf(string? file) => file is null ? "" : SecretInput.Secret(file, "Passphrase:");

    private static void Hand(string words, string? file)
    {
        if (file is not null)
        {
            SecretFile.Write(file, words + "\n");
            Terminal.Hint($"The recovery words are in {file}. Move them to paper and delete the file.");
            return;
        }
        Terminal.Say("Write these words down, in this order, on paper. Whoever has them has the money; without them a lost file is lost money.");
        foreach (var (word, place) in words.Split(' ').Select((word, i) => (word, i + 1))) Terminal.Line($"{place,3}. {word}");
    }
}
