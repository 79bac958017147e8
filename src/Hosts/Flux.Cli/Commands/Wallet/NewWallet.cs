using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Wallets.Accounts;
using Flux.Wallets.Keystore;

namespace Flux.Cli.Commands.Wallet;

/// <summary>What creating and restoring have in common.</summary>
internal static class NewWallet
{
    public static Option<string> NetworkOption()
    {
        var option = new Option<string>("--network") { Description = "main, test, regtest, classic or local", HelpName = "NAME", Required = true };
        option.AcceptOnlyFromAmong("main", "test", "regtest", "classic", "local");
        return option;
    }

    /// <summary>How dear guessing the password is made.</summary>
    public static Option<int> MemoryOption() => new("--kdf-memory") { Description = "Memory in MiB that each guess at the password costs, 8 to 1024", HelpName = "MIB", DefaultValueFactory = _ => KeyDerivation.Default.MemoryKiB / 1024 };

    /// <summary>The new file's path; an existing one is never touched.</summary>
    public static string Path(ParseResult parsed)
    {
        var name = parsed.GetValue(WalletOptions.Wallet) ?? (Environment.GetEnvironmentVariable("FLUX_WALLET") is { Length: > 0 } chosen ? chosen : WalletFolder.Main);
        if (name == WalletFolder.Developer) throw new CommandException(ExitCode.Usage, "'dev' is the local network's own wallet.", "Choose another name with --wallet NAME.");
        var path = WalletFolder.FileOf(name);
        return File.Exists(path) ? throw new CommandException(ExitCode.Rejected, $"{path} exists already; it may hold money.", "Choose another name with --wallet NAME.") : path;
    }

    /// <summary>A content with the words' first account.</summary>
    public static KeystoreContent Content(string words, string passphrase, string network)
    {
        var content = new KeystoreContent { Words = words, Passphrase = passphrase };
        if (words.Length == 0) return content;
        var rules = WalletSession.RulesOf(network);
        using var master = KeyRing.MasterOf(content);
        return content with { Accounts = [KeyRing.SingleRecord(master, rules.Addresses, rules.CoinType, "main", 0)] };
    }

    public static void Write(ParseResult parsed, string path, string network, KeystoreContent content, int memoryMiB)
    {
        if (memoryMiB is < 8 or > 1024) throw new CommandException(ExitCode.Usage, "--kdf-memory is 8 to 1024 MiB.");
        MemoryShield.Raise();
        var password = SecretInput.NewPassword(parsed.GetValue(WalletOptions.PasswordFile), parsed.GetValue(WalletOptions.PasswordFd));
        KeystoreFile.Create(path, network, password, content, KeyDerivation.Default with { MemoryKiB = memoryMiB * 1024 }).Dispose();
    }

    public static int Report(ParseResult parsed, string path, KeystoreContent content, string network)
    {
        var rules = WalletSession.RulesOf(network);
        using var keys = KeyRing.Open(content, rules.Addresses, rules.CoinType);
        var address = keys.Accounts.Count > 0 ? keys.AddressAt(keys.Accounts[0], 0, keys.Accounts[0].Record.NextReceive).Address.ToText(rules.Addresses) : null;
        return Result.Line(parsed, address is null ? $"Wallet {path} on {network}, empty" : $"Wallet {path} on {network}; money arrives at {address}", new JsonObject { ["file"] = path, ["network"] = network, ["address"] = address });
    }
}
