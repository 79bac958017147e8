using System.Text.Json;
using Flux.Consensus.Scripts;
using Flux.Consensus.Tests.Scripts;
using Flux.Consensus.Transactions;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;

namespace Flux.Consensus.Tests.Transactions;

/// <summary>Public vectors: spent outputs, a transaction, flags.</summary>
public sealed class TransactionVectors
{
    [Fact]
    public void Accepts_every_valid_transaction() => Wrong("public/tx_valid.json", expected: true).ShouldBeEmpty();

    [Fact]
    public void Refuses_every_invalid_transaction() => Wrong("public/tx_invalid.json", expected: false).ShouldBeEmpty();

    private static List<string> Wrong(string file, bool expected)
    {
        var rows = SharedData.ReadJson(file).EnumerateArray().Where(row => row.GetArrayLength() == 3).ToList();
        rows.Count.ShouldBeGreaterThan(20);
        return [.. rows.Where(row => IsValid(row) != expected).Select(row => row.ToString())];
    }

    private static bool IsValid(JsonElement row)
    {
        TransactionCodec.TryParse(Convert.FromHexString(row[1].GetString()!), out var transaction, out var error).ShouldBeTrue(error);
        if (!TransactionRules.Check(TestNetworks.Plain, transaction).IsOk) return false;
        var spent = row[0].EnumerateArray().ToDictionary(
            output => new OutPoint(TxId.Parse(output[0].GetString()!), unchecked((uint)output[1].GetInt64())),
            output => new TxOutput(Amount.Zero, ScriptText.Parse(output[2].GetString()!)));
        var flags = FlagText.Parse(row[2].GetString()!);
        return Enumerable.Range(0, transaction.Inputs.Length).All(index =>
            new ScriptCheck(transaction, index, spent[transaction.Inputs[index].PreviousOutput], flags, 0).RunScripts() == ScriptError.Ok);
    }
}
