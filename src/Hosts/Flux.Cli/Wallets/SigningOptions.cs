using System.CommandLine;

namespace Flux.Cli.Wallets;

/// <summary>What can become of something that is to be signed; the same on every command that makes a transaction.</summary>
internal sealed class SigningOptions
{
    public Option<string?> Unsigned { get; } = new("--unsigned") { Description = "Do not sign: write the transaction to this file for an offline or shared signer (- prints it)", HelpName = "FILE" };

    public Option<string?> Signer { get; } = new("--signer") { Description = "Let this program sign (JSON lines on its standard input and output)", HelpName = "COMMAND" };

    public Option<string?> To { get; } = new("--to") { Description = "Where to write it when others must sign, too", HelpName = "FILE" };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Only say what would be done" };

    public Option<bool> NoSend { get; } = new("--no-send") { Description = "Sign and print the transaction, but do not send it" };

    /// <summary>Somebody else signs, so the wallet needs no key.</summary>
    public bool IsForSigner(ParseResult parsed) => parsed.GetValue(Unsigned) is not null || parsed.GetValue(Signer) is not null;

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Unsigned, Signer, To, DryRun, NoSend]) command.Options.Add(option);
    }
}
