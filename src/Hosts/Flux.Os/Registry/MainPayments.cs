using System.Collections.Immutable;
using System.Text;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;

namespace Flux.Os.Registry;

/// <summary>A text in the form of a price message, and the coins of which one must belong to those who may change prices.</summary>
internal sealed record PriceCandidate(MainPriceTable Row, ImmutableArray<OutPoint> Spent);

/// <summary>What the existing network reads from a block of its chain: payments to its app addresses, and price messages (FluxOS reference §5.1).</summary>
internal static class MainPayments
{
    private const int HashLength = 64;
    private const int LastPaymentVersion = 4;

    private static readonly (Script Script, long From)[] AppScripts =
    [
        (ScriptOf("t1LUs6quf7TB2zVZmexqPQdnqmrFMGZGjV6"), 0),
        (ScriptOf("t3aGJvdtd8NR6GrnqnRuVEzH6MbrXuJFLUX"), 1_300_000),
        (ScriptOf("t3NryfAQLGeFs9jEoeqsxmBN2QLRaRKFLUX"), 1_670_000),
    ];

    /// <summary>Both multisigs, from the beginning: who changes prices pays to one of them from one of them.</summary>
    public static ImmutableArray<Script> PriceScripts { get; } = [AppScripts[1].Script, AppScripts[2].Script];

    /// <summary>The address to which payments go today.</summary>
    public const string PresentAddress = "t3NryfAQLGeFs9jEoeqsxmBN2QLRaRKFLUX";

    /// <summary>
    /// The payments of a block, and what may be price messages: whether one is, is decided by the coins that its transaction spends,
    /// which are not in the block.
    /// </summary>
    /// <param name="priceScripts">Who may change prices: <see cref="PriceScripts"/>.</param>
    public static (RegistryBlock Block, ImmutableArray<PriceCandidate> Prices) Extract(Block block, int height, ImmutableArray<Script> priceScripts)
    {
        var payments = ImmutableArray.CreateBuilder<AppPayment>();
        var prices = ImmutableArray.CreateBuilder<PriceCandidate>();
        for (var i = 0; i < block.Transactions.Length; i++)
        {
            var tx = block.Transactions[i];
            if (tx.Version is < 1 or > LastPaymentVersion || tx.Outputs.Length == 0 || LastText(tx) is not { } text) continue;
            if (ReadPayment(tx, text, height, i) is { } payment) payments.Add(payment);
            if (!PriceMessage.TryParse(text, height, out var row) || !tx.Outputs.Any(output => priceScripts.Contains(output.ScriptPubKey))) continue;
            // Whoever spends a coin of the multisig shows its script; to show it is not enough, because it is public.
            OutPoint[] shown = [.. tx.Inputs.Where(input => !tx.IsCoinbase && priceScripts.Contains(ShownScript(input))).Select(input => input.PreviousOutput)];
            if (shown.Length > 0) prices.Add(new(row, [.. shown]));
        }
        return (new RegistryBlock(height, block.Hash, payments.ToImmutable(), []), prices.ToImmutable());
    }

    private static AppPayment? ReadPayment(Transaction tx, string text, int height, int index)
    {
        if (text.Length != HashLength || !MessageHash.TryParse(text, out var hash)) return null;
        var (value, first) = (0L, -1);
        for (var i = 0; i < tx.Outputs.Length; i++)
        {
            if (!AppScripts.Any(address => address.Script == tx.Outputs[i].ScriptPubKey && height >= address.From)) continue;
            value += tx.Outputs[i].Value.Satoshis;
            if (first < 0) first = i;
        }
        // How long it lasts stands in the message; the registry knows.
        return first < 0 ? null : new AppPayment(new OutPoint(tx.Id, (uint)first), hash, height, index, new Amount(value), 0);
    }

    // Every output overwrites what the one before it said, so that the text must stand in the last one; it ends at a zero byte.
    private static string? LastText(Transaction tx)
    {
        if (!Primitives.Memos.Memo.TryGetData(tx.Outputs[^1].ScriptPubKey, out var data)) return null;
        var bytes = data.Span;
        var end = bytes.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]);
    }

    // The last push of a P2SH input is the script that its coin's address names.
    private static Script ShownScript(TxInput input)
    {
        var reader = input.ScriptSig.Operations;
        byte[] last = [];
        while (reader.MoveNext()) last = reader.Code <= Opcode.PushData4 ? reader.Data.ToArray() : [];
        return last.Length == 0 ? Script.Empty : ScriptBuilder.PayToScriptHash(Hash160.Of(last));
    }

    private static Script ScriptOf(string address) => Address.TryParse(address, AddressPrefixes.Main, out var read) ? read.ToScript() : throw new FormatException(address);
}
