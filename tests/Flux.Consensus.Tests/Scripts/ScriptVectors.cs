using Flux.Consensus.Scripts;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Tests.Scripts;

/// <summary>Public vectors: scriptSig, scriptPubKey, flags, comment. A crediting coinbase pays the script, one input spends it.</summary>
public sealed class ScriptVectors
{
    [Fact]
    public void Accepts_every_valid_script() => Failures("public/script_valid.json", error => error != ScriptError.Ok).ShouldBeEmpty();

    [Fact]
    public void Refuses_every_invalid_script() => Failures("public/script_invalid.json", error => error == ScriptError.Ok).ShouldBeEmpty();

    private static List<string> Failures(string file, Func<ScriptError, bool> isFailure)
    {
        var failures = new List<string>();
        var count = 0;
        foreach (var row in SharedData.ReadJson(file).EnumerateArray().Where(row => row.GetArrayLength() > 1))
        {
            var scriptSig = ScriptText.Parse(row[0].GetString()!);
            var scriptPubKey = ScriptText.Parse(row[1].GetString()!);
            var error = Run(scriptSig, scriptPubKey, FlagText.Parse(row[2].GetString()!));
            if (isFailure(error)) failures.Add($"{error}: {row}");
            count++;
        }
        count.ShouldBeGreaterThan(300);
        return failures;
    }

    private static ScriptError Run(Script scriptSig, Script scriptPubKey, ScriptFlags flags)
    {
        var crediting = new Transaction
        {
            Version = 1,
            Inputs = [new TxInput(OutPoint.Null, new Script([0, 0]), TxInput.FinalSequence)],
            Outputs = [new TxOutput(Amount.Zero, scriptPubKey)],
        };
        var spending = new Transaction
        {
            Version = 1,
            Inputs = [new TxInput(new OutPoint(crediting.Id, 0), scriptSig, TxInput.FinalSequence)],
            Outputs = [new TxOutput(Amount.Zero, Script.Empty)],
        };
        return new ScriptCheck(spending, 0, crediting.Outputs[0], flags, 0).RunScripts();
    }
}
