using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Cli.Wallets;

/// <summary>Whom to pay, as people type it: an address or a name of the address book.</summary>
internal static class Recipients
{
    public static Address Find(WalletSession session, string text)
    {
        var name = session.Content.Contacts.GetValueOrDefault(text, text);
        return Address.TryParse(name, session.Network.Addresses, out var address)
            ? address
            : throw new CommandException(ExitCode.Usage, $"'{text}' is neither an address of network {session.Network.Name} nor a contact.", "See: flux wallet contacts list");
    }

    public static Amount AmountOf(string text) => Amount.TryParse(text, out var amount) && amount > Amount.Zero && amount.IsInRange
        ? amount
        : throw new CommandException(ExitCode.Usage, $"'{text}' is not an amount of FLUX above zero with at most eight decimals.");
}
