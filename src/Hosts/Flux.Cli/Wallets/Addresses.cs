using Flux.Primitives.Addresses;

namespace Flux.Cli.Wallets;

/// <summary>Addresses as people type them.</summary>
internal static class Addresses
{
    /// <exception cref="CommandException">It is not an address of our networks.</exception>
    public static Address Parse(string text) => Address.TryParse(text, AddressPrefixes.Main, out var address)
        ? address
        : throw new CommandException(ExitCode.Usage, $"'{text}' is not an address; they begin with t1 or t3.");
}
