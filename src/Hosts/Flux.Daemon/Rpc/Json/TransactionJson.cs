using System.Globalization;
using System.Text;
using System.Text.Json;
using Flux.Chain.Indexes;
using Flux.Chain.Selection;
using Flux.Consensus.Networks;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Rpc.Json;

/// <summary>Transactions as RPC prints them, keys in fluxd's order (chain reference §12.4).</summary>
internal static class TransactionJson
{
    /// <summary>Writes the members of a verbose transaction into an object that is open.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="tx">What.</param>
    /// <param name="network">Whose addresses.</param>
    /// <param name="facts">What the spent index knows of it, or null.</param>
    public static void WriteMembers(Utf8JsonWriter json, Transaction tx, Network network, SpendingFacts? facts = null)
    {
        json.WriteHash("txid"u8, tx.Id.Value);
        json.WriteNumber("version"u8, tx.Version);
        if (tx.FluxNode is not null) WriteFluxNode(json, tx);
        else WriteOrdinary(json, tx, network, facts);
    }

    /// <summary>Where a mined transaction is; nothing for one that waits.</summary>
    public static void WritePlace(Utf8JsonWriter json, FluxdNode node, HeaderEntry? block)
    {
        if (block is null) return;
        json.WriteHash("blockhash"u8, block.Hash.Value);
        json.WriteNumber("height", block.Height);
        json.WriteNumber("confirmations", node.Chain.Snapshot.Height - block.Height + 1);
        json.WriteNumber("time", block.Time);
        json.WriteNumber("blocktime", block.Time);
    }

    /// <summary>The object of an output script: asm, hex, kind and addresses.</summary>
    public static void WriteScriptPubKey(Utf8JsonWriter json, Script script, AddressPrefixes prefixes)
    {
        json.WriteStartObject("scriptPubKey"u8);
        WriteScriptMembers(json, script, prefixes, withHex: true);
        json.WriteEndObject();
    }

    /// <summary>asm, optionally hex, required signatures, kind and addresses into an open object.</summary>
    public static void WriteScriptMembers(Utf8JsonWriter json, Script script, AddressPrefixes prefixes, bool withHex)
    {
        var template = ScriptTemplate.Classify(script);
        ScriptText.Write(json, "asm"u8, script, namesHashTypes: false);
        if (withHex) json.WriteHex("hex"u8, script.Bytes);
        var addresses = AddressesOf(template);
        if (addresses.Length > 0) json.WriteNumber("reqSigs"u8, template.RequiredSignatures);
        json.WriteString("type"u8, template.Name);
        if (addresses.Length == 0) return;
        json.WriteStartArray("addresses"u8);
        foreach (var address in addresses) json.WriteStringValue(AddressTexts.Of(address, prefixes));
        json.WriteEndArray();
    }

    private static Address[] AddressesOf(ScriptTemplate template)
    {
        if (template.Kind == ScriptKind.Multisig) return [.. template.Items.Select(k => Address.OfPublicKey(k.Span))];
        return Address.TryFromTemplate(template, out var address) ? [address] : [];
    }

    private static void WriteOrdinary(Utf8JsonWriter json, Transaction tx, Network network, SpendingFacts? facts)
    {
        json.WriteBoolean("overwintered"u8, tx.Overwintered);
        if (tx.Overwintered) json.WriteString("versiongroupid", tx.VersionGroup.ToString("x8", CultureInfo.InvariantCulture));
        json.WriteNumber("locktime"u8, tx.LockTime);
        if (tx.Overwintered) json.WriteNumber("expiryheight"u8, tx.ExpiryHeight);
        json.WriteStartArray("vin"u8);
        for (var i = 0; i < tx.Inputs.Length; i++) WriteInput(json, tx, tx.Inputs[i], facts?.Inputs[i], network.Addresses);
        json.WriteEndArray();
        json.WriteStartArray("vout"u8);
        for (var i = 0; i < tx.Outputs.Length; i++) WriteOutput(json, tx.Outputs[i], i, network, facts?.Outputs[i]);
        json.WriteEndArray();
        ShieldedJson.WriteMembers(json, tx);
    }

    private static void WriteInput(Utf8JsonWriter json, Transaction tx, TxInput input, TxOutput? spent, AddressPrefixes prefixes)
    {
        json.WriteStartObject();
        if (tx.IsCoinbase) json.WriteHex("coinbase"u8, input.ScriptSig.Bytes);
        else
        {
            json.WriteHash("txid"u8, input.PreviousOutput.Transaction.Value);
            json.WriteNumber("vout"u8, input.PreviousOutput.Index);
            json.WriteStartObject("scriptSig"u8);
            ScriptText.Write(json, "asm"u8, input.ScriptSig, namesHashTypes: true);
            json.WriteHex("hex"u8, input.ScriptSig.Bytes);
            json.WriteEndObject();
            if (spent is { } coin) WriteSpent(json, coin, prefixes);
        }
        json.WriteNumber("sequence"u8, input.Sequence);
        json.WriteEndObject();
    }

    private static void WriteSpent(Utf8JsonWriter json, TxOutput coin, AddressPrefixes prefixes)
    {
        json.WriteAmount("value"u8, coin.Value);
        json.WriteNumber("valueSat"u8, coin.Value.Satoshis);
        var template = ScriptTemplate.Classify(coin.ScriptPubKey);
        if (template.Kind is ScriptKind.PubKeyHash or ScriptKind.ScriptHash && Address.TryFromTemplate(template, out var address)) json.WriteString("address"u8, AddressTexts.Of(address, prefixes));
    }

    private static void WriteOutput(Utf8JsonWriter json, TxOutput output, int index, Network network, SpentOutput? spender)
    {
        json.WriteStartObject();
        json.WriteAmount("value"u8, output.Value);
        json.WriteNumber("valueZat"u8, output.Value.Satoshis);
        json.WriteNumber("valueSat"u8, output.Value.Satoshis);
        json.WriteNumber("n"u8, index);
        WriteScriptPubKey(json, output.ScriptPubKey, network.Addresses);
        if (spender is not null)
        {
            json.WriteHash("spentTxId"u8, spender.Spender.Value);
            json.WriteNumber("spentIndex"u8, spender.InputIndex);
            json.WriteNumber("spentHeight"u8, spender.Height);
        }
        json.WriteEndObject();
    }

    private static void WriteFluxNode(Utf8JsonWriter json, Transaction tx)
    {
        var payload = tx.FluxNode!;
        json.WriteString("type", payload is StartTransaction ? "Starting a fluxnode" : payload is ConfirmTransaction ? "Confirming a fluxnode" : "Unknown");
        json.WriteString("collateral_output", FluxNodeJson.ShortOutPoint(payload.Collateral));
        json.WriteString("collateral", FluxNodeJson.LongOutPoint(payload.Collateral));
        json.WriteString("txhash", payload.Collateral.Transaction.ToString());
        json.WriteString("outidx", payload.Collateral.Index.ToString(CultureInfo.InvariantCulture));
        switch (payload)
        {
            case StartTransaction start: WriteStart(json, tx.Version, start); break;
            case ConfirmTransaction confirm: WriteConfirm(json, confirm); break;
        }
    }

    private static void WriteStart(Utf8JsonWriter json, int version, StartTransaction start)
    {
        json.WriteNumber("sigtime", start.SigTime);
        json.WriteString("sig", Convert.ToBase64String(start.Signature.Span));
        json.WriteString("ip", "");
        if (version == 6) json.WriteNumber("fluxnode_upgraded_tx_version", start.Features);
        if (version == 6 && start.HasP2shLayout) json.WriteString("redeemscript", ScriptText.Of(new Script(start.RedeemScript.ToArray()), namesHashTypes: false));
        else json.WriteString("collateral_pubkey", Convert.ToBase64String(start.CollateralPubKey.Span));
        if (start.Delegates is { Used: true } delegates) WriteDelegates(json, delegates);
        json.WriteString("zelnode_pubkey", Convert.ToBase64String(start.NodePubKey.Span));
    }

    private static void WriteDelegates(Utf8JsonWriter json, DelegateData delegates)
    {
        json.WriteBoolean("using_delegates", true);
        json.WriteStartObject("delegate_data");
        json.WriteNumber("version", delegates.Version);
        json.WriteNumber("type", delegates.Type);
        json.WriteStartArray("keys");
        foreach (var key in delegates.Keys) json.WriteStringValue(Convert.ToBase64String(key.Span));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteConfirm(Utf8JsonWriter json, ConfirmTransaction confirm)
    {
        json.WriteNumber("sigtime", confirm.SigTime);
        json.WriteString("sig", Convert.ToBase64String(confirm.Signature.Span));
        json.WriteString("ip", Encoding.Latin1.GetString(confirm.Ip.Span));
        json.WriteNumber("update_type", confirm.UpdateType);
        json.WriteString("benchmark_tier", FluxNodeJson.TierName(confirm.BenchmarkTier));
        json.WriteNumber("benchmark_sigtime", confirm.BenchmarkSigTime);
        json.WriteString("benchmark_sig", Convert.ToBase64String(confirm.BenchmarkSignature.Span));
    }
}
