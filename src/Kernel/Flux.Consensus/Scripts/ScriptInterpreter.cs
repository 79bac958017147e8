using Flux.Primitives.Scripts;

namespace Flux.Consensus.Scripts;

/// <summary>
/// Bitcoin's script language before segwit, with fluxd's limits and oddities (chain reference §7). Pure; never throws whatever the bytes are.
/// </summary>
public static class ScriptInterpreter
{
    /// <summary>Runs <paramref name="scriptSig"/>, then <paramref name="scriptPubKey"/>, then the redeem script of a script hash.</summary>
    public static ScriptError Verify(Script scriptSig, Script scriptPubKey, ScriptFlags flags, ISignatureChecker checker)
    {
        if ((flags & ScriptFlags.SignaturePushOnly) != 0 && !ScriptTemplate.IsPushOnly(scriptSig.Bytes)) return ScriptError.SignaturePushOnly;
        var stack = new ScriptStack();
        var error = Run(stack, scriptSig, flags, checker);
        if (error != ScriptError.Ok) return error;
        var followsHash = (flags & ScriptFlags.PayToScriptHash) != 0 && ScriptTemplate.IsPayToScriptHash(scriptPubKey.Bytes);
        var pushed = followsHash ? stack.Copy() : stack;
        error = RunToTrue(stack, scriptPubKey, flags, checker);
        if (error != ScriptError.Ok) return error;
        if (followsHash)
        {
            error = RunRedeemScript(pushed, scriptSig, flags, checker);
            if (error != ScriptError.Ok) return error;
        }
        return (flags & ScriptFlags.CleanStack) != 0 && pushed.Count != 1 ? ScriptError.CleanStack : ScriptError.Ok;
    }

    /// <summary>Runs one script on a stack of its own and says how many elements it leaves, the top one last; for input standardness.</summary>
    internal static ScriptError Run(Script script, out int elements, out ReadOnlyMemory<byte> top)
    {
        var stack = new ScriptStack();
        var error = Run(stack, script, ScriptFlags.None, NoSignatureChecker.Instance);
        elements = stack.Count;
        top = elements > 0 ? stack[0] : default;
        return error;
    }

    private static ScriptError RunRedeemScript(ScriptStack stack, Script scriptSig, ScriptFlags flags, ISignatureChecker checker)
    {
        if (!ScriptTemplate.IsPushOnly(scriptSig.Bytes)) return ScriptError.SignaturePushOnly;
        // Not empty: the script hash was compared with an element that scriptSig left here.
        return RunToTrue(stack, Script.Over(stack.Pop()), flags, checker);
    }

    private static ScriptError RunToTrue(ScriptStack stack, Script script, ScriptFlags flags, ISignatureChecker checker)
    {
        var error = Run(stack, script, flags, checker);
        if (error != ScriptError.Ok) return error;
        return stack.Count > 0 && ScriptStack.IsTrue(stack[0].Span) ? ScriptError.Ok : ScriptError.EvalFalse;
    }

    private static ScriptError Run(ScriptStack stack, Script script, ScriptFlags flags, ISignatureChecker checker) =>
        new ScriptMachine(stack, script, flags, checker).Run();
}
