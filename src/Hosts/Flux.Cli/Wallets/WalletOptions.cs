using System.CommandLine;
using Flux.Cli.Output;

namespace Flux.Cli.Wallets;

/// <summary>Options that every wallet command understands; they belong to <c>flux wallet</c> itself.</summary>
internal static class WalletOptions
{
    public static Option<string?> Wallet { get; } = new("--wallet", "-w") { Description = "Name or file of the wallet (default: main if there is one, else the local network's developer wallet 'dev')", HelpName = "NAME|FILE", Recursive = true };

    public static Option<string?> PasswordFile { get; } = new("--password-file") { Description = "File whose first line is the password; - is standard input", HelpName = "FILE", Recursive = true };

    public static Option<int?> PasswordFd { get; } = new("--password-fd") { Description = "Open file descriptor to read the password from", HelpName = "N", Recursive = true };

    public static Option<Uri?> Rpc { get; } = new("--rpc") { Description = "A fluxd with an address index, e.g. http://127.0.0.1:16124/", HelpName = "URL", Recursive = true, CustomParser = UriInput.Parse };

    public static Option<string?> Cookie { get; } = new("--cookie") { Description = "Its cookie file; with --rpc", HelpName = "FILE", Recursive = true };

    public static Option<Uri?> Explorer { get; } = new("--explorer") { Description = "An explorer with Insight's API instead of a fluxd", HelpName = "URL", Recursive = true, CustomParser = UriInput.Parse };

    public static Option<Uri?> FluxOs { get; } = new("--fluxos") { Description = "A FluxOS node that is asked for the names of apps that are paid (on local: the network's own)", HelpName = "URL", Recursive = true, CustomParser = UriInput.Parse };

    public static Option<string> Output { get; } = BuildOutput();

    public static Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do not ask", Recursive = true };

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Wallet, PasswordFile, PasswordFd, Rpc, Cookie, Explorer, FluxOs, Output, Yes]) command.Options.Add(option);
    }

    public static bool IsJson(ParseResult parsed) => OutputOption.IsJson(parsed.GetValue(Output));

    private static Option<string> BuildOutput()
    {
        var option = OutputOption.Build();
        option.Recursive = true;
        return option;
    }
}
