using System.Globalization;
using Flux.Consensus.Blocks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Sighash;

namespace Flux.Consensus.Scripts;

/// <summary>The right of one input to spend its coin, to be judged by any thread at any time. Nothing is shared but the optional cache.</summary>
/// <param name="Transaction">The spending transaction.</param>
/// <param name="InputIndex">Which of its inputs.</param>
/// <param name="Spent">The output it spends.</param>
/// <param name="Flags">What is demanded: <see cref="ScriptFlags.Block"/> in blocks.</param>
/// <param name="BranchId">Consensus branch of the height.</param>
/// <param name="Parts">Common digests of the transaction, the same object for all its inputs; null to compute them.</param>
/// <param name="Cache">Known good signatures, or null.</param>
public sealed record ScriptCheck(
    Transaction Transaction, int InputIndex, TxOutput Spent, ScriptFlags Flags, uint BranchId, SighashParts? Parts = null, ISignatureCache? Cache = null) : IDeferredCheck
{
    /// <summary>Runs the scripts.</summary>
    public ScriptError RunScripts() => ScriptInterpreter.Verify(
        Transaction.Inputs[InputIndex].ScriptSig,
        Spent.ScriptPubKey,
        Flags,
        new TransactionSignatureChecker(Transaction, InputIndex, Spent.Value, BranchId, Parts, Cache));

    /// <summary>
    /// Ok, or <see cref="RejectTable.MandatoryScriptFailure"/>; under policy flags <see cref="RejectTable.NonMandatoryScriptFailure"/> where the
    /// mandatory ones alone would do.
    /// </summary>
    public Verdict Run()
    {
        var error = RunScripts();
        if (error == ScriptError.Ok) return Verdict.Ok;
        var isPolicy = (Flags & ~ScriptFlags.Block) != 0 && (this with { Flags = ScriptFlags.Mandatory }).RunScripts() == ScriptError.Ok;
        return Verdict.Fail(isPolicy ? RejectTable.NonMandatoryScriptFailure : RejectTable.MandatoryScriptFailure, ScriptErrorText.Of(error));
    }

    /// <summary>Id and input, for logs.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Transaction.Id}:{InputIndex}");
}
