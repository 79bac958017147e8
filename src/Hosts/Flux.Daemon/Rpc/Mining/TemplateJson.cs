using System.Globalization;
using System.Text.Json;
using Flux.Chain.Templates;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Consensus.Scripts;
using Flux.Consensus.Subsidy;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Rpc.Mining;

/// <summary>A template as getblocktemplate answers it: names and order as recorded from fluxd (chain reference §12.5).</summary>
internal sealed class TemplateJson(Network network, BlockTemplate template)
{
    public void Write(Utf8JsonWriter writer)
    {
        var header = template.Block.Header;
        writer.WriteStartObject();
        WriteTexts(writer, "capabilities", "proposal");
        writer.WriteNumber("version", header.Version);
        writer.WriteString("previousblockhash", header.Previous.ToString());
        writer.WriteString("finalsaplingroothash", header.StateRoot.ToString());
        WriteTransactions(writer);
        WriteCoinbase(writer);
        writer.WriteString("longpollid", LongPoll.IdOf(header.Previous, template.PoolVersion));
        writer.WriteString("target", template.Target.ToString());
        writer.WriteNumber("mintime", template.MinimumTime);
        WriteTexts(writer, "mutable", "time", "transactions", "prevblock");
        writer.WriteString("noncerange", "00000000ffffffff");
        writer.WriteNumber("sigoplimit", network.MaxBlockSigOps);
        writer.WriteNumber("sizelimit", network.MaxBlockBytes);
        writer.WriteNumber("curtime", header.Time);
        writer.WriteString("bits", header.Bits.ToString("x8", CultureInfo.InvariantCulture));
        writer.WriteNumber("height", template.Height);
        writer.WriteNumber("miner_reward", template.Block.Transactions[0].Outputs[0].Value.Satoshis);
        foreach (var payment in template.Plan.Payments) WritePayment(writer, payment);
        foreach (var output in template.Plan.Funding) WritePayee(writer, "flux_creation_address", "flux_creation_amount", output);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, params ReadOnlySpan<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private void WriteTransactions(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("transactions");
        foreach (var entry in template.Transactions)
        {
            writer.WriteStartObject();
            WriteTransaction(writer, entry.Transaction, entry.Depends, entry.Fee.Satoshis, entry.SigOps);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private void WriteCoinbase(Utf8JsonWriter writer)
    {
        var coinbase = template.Block.Transactions[0];
        writer.WriteStartObject("coinbasetxn");
        WriteTransaction(writer, coinbase, [], -template.Fees.Satoshis, SigOps.Legacy(coinbase));
        writer.WriteBoolean("required", true);
        writer.WriteEndObject();
    }

    private static void WriteTransaction(Utf8JsonWriter writer, Transaction transaction, IReadOnlyList<int> depends, long fee, int sigOps)
    {
        writer.WriteString("data", Convert.ToHexStringLower(transaction.Bytes.Span));
        writer.WriteString("hash", transaction.Id.ToString());
        writer.WriteStartArray("depends");
        foreach (var place in depends) writer.WriteNumberValue(place);
        writer.WriteEndArray();
        writer.WriteNumber("fee", fee);
        writer.WriteNumber("sigops", sigOps);
    }

    /// <summary>Under the tier's present name and under the two it had before; pools read any of them.</summary>
    private void WritePayment(Utf8JsonWriter writer, TierPayment payment)
    {
        var (name, old) = payment.Tier switch
        {
            Tier.Cumulus => ("cumulus", "basic"),
            Tier.Nimbus => ("nimbus", "super"),
            _ => ("stratus", "bamf"),
        };
        WritePayee(writer, $"{name}_fluxnode_address", $"{name}_fluxnode_payout", payment.Output);
        WritePayee(writer, $"{old}_zelnode_address", $"{old}_zelnode_payout", payment.Output);
        WritePayee(writer, $"{name}_zelnode_address", $"{name}_zelnode_payout", payment.Output);
    }

    private void WritePayee(Utf8JsonWriter writer, string addressName, string amountName, TxOutput output)
    {
        writer.WriteString(addressName, Address.TryFromScript(output.ScriptPubKey, out var address) ? address.ToText(network.Addresses) : "");
        writer.WriteNumber(amountName, output.Value.Satoshis);
    }
}
