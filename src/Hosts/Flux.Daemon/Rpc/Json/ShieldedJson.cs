using System.Text.Json;
using Flux.Primitives;
using Flux.Primitives.Shielded;

namespace Flux.Daemon.Rpc.Json;

/// <summary>The shielded members of a verbose transaction: always there as arrays, mostly empty.</summary>
internal static class ShieldedJson
{
    public static void WriteMembers(Utf8JsonWriter json, Transaction tx)
    {
        var parts = tx.Shielded ?? new ShieldedParts();
        json.WriteStartArray("vJoinSplit");
        foreach (var joinSplit in parts.JoinSplits) WriteJoinSplit(json, joinSplit);
        json.WriteEndArray();
        if (!tx.Overwintered || tx.Version < 4) return;
        json.WriteAmount("valueBalance", parts.ValueBalance);
        json.WriteNumber("valueBalanceZat", parts.ValueBalance.Satoshis);
        json.WriteStartArray("vShieldedSpend");
        foreach (var spend in parts.Spends) WriteSpend(json, spend);
        json.WriteEndArray();
        json.WriteStartArray("vShieldedOutput");
        foreach (var output in parts.Outputs) WriteOutput(json, output);
        json.WriteEndArray();
        if (!parts.BindingSignature.IsEmpty) json.WriteString("bindingSig", Convert.ToHexStringLower(parts.BindingSignature.Span));
    }

    private static void WriteJoinSplit(Utf8JsonWriter json, JoinSplit joinSplit)
    {
        json.WriteStartObject();
        json.WriteAmount("vpub_old", joinSplit.PublicOld);
        json.WriteAmount("vpub_new", joinSplit.PublicNew);
        json.WriteString("anchor", joinSplit.Anchor.ToString());
        json.WriteStartArray("nullifiers");
        for (var i = 0; i < 2; i++) json.WriteStringValue(joinSplit.Nullifier(i).ToString());
        json.WriteEndArray();
        json.WriteStartArray("commitments");
        for (var i = 0; i < 2; i++) json.WriteStringValue(joinSplit.Commitment(i).ToString());
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSpend(Utf8JsonWriter json, SpendDescription spend)
    {
        json.WriteStartObject();
        json.WriteString("anchor", spend.Anchor.ToString());
        json.WriteString("nullifier", spend.Nullifier.ToString());
        json.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter json, OutputDescription output)
    {
        json.WriteStartObject();
        json.WriteString("cmu", output.Commitment.ToString());
        json.WriteEndObject();
    }
}
