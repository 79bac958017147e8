using System.Text.Json;
using Flux.Consensus.Escrow;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Wallets.CoinSelection;

namespace Flux.Cli.Commands.App;

/// <summary>An unspent payment for an app.</summary>
/// <param name="OutPoint">Where it is.</param>
/// <param name="Stored">What the chain keeps of it: its value, its payer's script, and for how long it lasts.</param>
internal sealed record EscrowCoin(OutPoint OutPoint, Coin Stored)
{
    /// <summary>The coin as fluxd's <c>gettxout</c> shows it; null when it is no escrow coin, or spent.</summary>
    /// <exception cref="CommandException">The answer has another form.</exception>
    public static EscrowCoin? Of(OutPoint at, JsonElement shown)
    {
        if (shown.ValueKind != JsonValueKind.Object || !shown.TryGetProperty("escrowblocks", out var blocks)) return null;
        return Amount.TryParse(shown.GetProperty("value").GetRawText(), out var value)
            && Script.TryParseHex(shown.GetProperty("scriptPubKey").GetProperty("hex").GetString(), out var script)
            ? new(at, new Coin(new TxOutput(value, script), shown.GetProperty("escrowstart").GetInt32(), IsCoinbase: false, blocks.GetInt32()))
            : throw new CommandException(ExitCode.Unreachable, "fluxd described a coin in a way this program does not understand.");
    }

    /// <summary>The coin with what it counts when a transaction that expires at a height spends it.</summary>
    public SpendableCoin At(int expiry) => new(OutPoint, Stored.Output, EscrowRules.Worth(Stored, expiry));
}
