using System.Text.Json;
using Flux.Daemon.Rpc;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Wallets.Accounts;

namespace Flux.Daemon.Wallet;

/// <summary>Transactions as the wallet commands show them, fields in the C++ daemon's order.</summary>
internal static class WalletJson
{
    /// <summary>One line of a transaction: a recipient of an own payment, or an own address that got something.</summary>
    public sealed record Line(WalletEntry Entry, string Category, string? Address, Amount Amount, int Output, Amount? Fee, bool IsWatchOnly);

    /// <summary>What a transaction did, sends first.</summary>
    public static IEnumerable<Line> LinesOf(DaemonWallet wallet, WalletEntry entry, bool watchOnly)
    {
        var transaction = entry.Transaction;
        var debit = wallet.Debit(transaction);
        Amount? fee = debit > Amount.Zero && wallet.IsFromMe(transaction) ? new Amount(transaction.Outputs.Sum(output => output.Value.Satoshis) - debit.Satoshis) : null;
        if (debit > Amount.Zero)
        {
            for (var i = 0; i < transaction.Outputs.Length; i++)
            {
                var output = transaction.Outputs[i];
                if (!IsChange(wallet.Keys.OwnerOf(output.ScriptPubKey))) yield return new Line(entry, "send", TextOf(wallet, output), new Amount(-output.Value.Satoshis), i, fee, false);
            }
        }
        for (var i = 0; i < transaction.Outputs.Length; i++)
        {
            var output = transaction.Outputs[i];
            if (wallet.Keys.OwnerOf(output.ScriptPubKey) is not { } own || (!own.CanSign && !watchOnly) || (debit > Amount.Zero && IsChange(own))) continue;
            yield return new Line(entry, CategoryOf(wallet, entry), TextOf(wallet, output), output.Value, i, null, !own.CanSign);
        }
    }

    public static void WriteLine(Utf8JsonWriter json, DaemonWallet wallet, Line line, bool detail)
    {
        json.WriteStartObject();
        if (line.IsWatchOnly) json.WriteBoolean("involvesWatchonly", true);
        json.WriteString("account", "");
        if (line.Address is not null) json.WriteString("address", line.Address);
        json.WriteString("category", line.Category);
        json.WriteAmount("amount", line.Amount);
        json.WriteNumber("vout", line.Output);
        if (line.Fee is { } fee) json.WriteAmount("fee", fee);
        if (!detail) WriteShared(json, wallet, line.Entry);
        json.WriteNumber("size", line.Entry.Transaction.Size);
        json.WriteEndObject();
    }

    /// <summary>The fields that every view of a transaction has.</summary>
    public static void WriteShared(Utf8JsonWriter json, DaemonWallet wallet, WalletEntry entry)
    {
        json.WriteNumber("confirmations", entry.ConfirmationsAt(wallet.Tip));
        if (entry.Transaction.IsCoinbase) json.WriteBoolean("generated", true);
        if (entry.Height > 0)
        {
            json.WriteString("blockhash", entry.Block.ToString());
            json.WriteNumber("blockindex", entry.Place);
            json.WriteNumber("blocktime", entry.BlockTime);
            json.WriteNumber("expiryheight", entry.Transaction.ExpiryHeight);
        }
        json.WriteString("txid", entry.Id.ToString());
        json.WriteStartArray("walletconflicts");
        json.WriteEndArray();
        json.WriteNumber("time", entry.Height > 0 ? Math.Min(entry.BlockTime, entry.Received) : entry.Received);
        json.WriteNumber("timereceived", entry.Received);
        json.WriteStartArray("vJoinSplit");
        json.WriteEndArray();
    }

    private static string CategoryOf(DaemonWallet wallet, WalletEntry entry) =>
        !entry.Transaction.IsCoinbase ? "receive" : entry.Height == 0 ? "orphan" : wallet.Tip + 1 - entry.Height < wallet.Node.Network.Coinbase.Maturity ? "immature" : "generate";

    private static bool IsChange(OwnAddress? own) => own is { Change: 1 };

    private static string? TextOf(DaemonWallet wallet, TxOutput output) => Address.TryFromScript(output.ScriptPubKey, out var address) ? address.ToText(wallet.Node.Network.Addresses) : null;
}
