using System.Globalization;
using Flux.Primitives;

namespace Flux.Cli.Wallets;

/// <summary>Coins as people type them: <c>txid:index</c>.</summary>
internal static class OutPoints
{
    public static OutPoint Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && TxId.TryParse(parts[0], out var id) && uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new OutPoint(id, index)
            : throw new CommandException(ExitCode.Usage, $"'{text}' is not a coin; coins are written txid:index, see: flux wallet coins");
    }
}
