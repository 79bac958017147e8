namespace Flux.Consensus.Scripts;

/// <summary>Script errors in the words of fluxd, as they appear in reject messages and RPC errors.</summary>
public static class ScriptErrorText
{
    /// <summary>The text. fluxd has none for a high S, an unclean stack and bad numbers: <c>unknown error</c> (chain reference §15).</summary>
    public static string Of(ScriptError error) => error switch
    {
        ScriptError.Ok => "No error",
        ScriptError.EvalFalse => "Script evaluated without error but finished with a false/empty top stack element",
        ScriptError.OpReturn => "OP_RETURN was encountered",
        ScriptError.ScriptSize => "Script is too big",
        ScriptError.PushSize => "Push value size limit exceeded",
        ScriptError.OperationCount => "Operation limit exceeded",
        ScriptError.StackSize => "Stack size limit exceeded",
        ScriptError.SignatureCount => "Signature count negative or greater than pubkey count",
        ScriptError.PublicKeyCount => "Pubkey count negative or limit exceeded",
        ScriptError.Verify => "Script failed an OP_VERIFY operation",
        ScriptError.EqualVerify => "Script failed an OP_EQUALVERIFY operation",
        ScriptError.CheckMultisigVerify => "Script failed an OP_CHECKMULTISIGVERIFY operation",
        ScriptError.CheckSigVerify => "Script failed an OP_CHECKSIGVERIFY operation",
        ScriptError.NumEqualVerify => "Script failed an OP_NUMEQUALVERIFY operation",
        ScriptError.BadOpcode => "Opcode missing or not understood",
        ScriptError.DisabledOpcode => "Attempted to use a disabled opcode",
        ScriptError.InvalidStackOperation => "Operation not valid with the current stack size",
        ScriptError.InvalidAltStackOperation => "Operation not valid with the current altstack size",
        ScriptError.UnbalancedConditional => "Invalid OP_IF construction",
        ScriptError.NegativeLockTime => "Negative locktime",
        ScriptError.UnsatisfiedLockTime => "Locktime requirement not satisfied",
        ScriptError.SignatureHashType => "Signature hash type missing or not understood",
        ScriptError.SignatureDer => "Non-canonical DER signature",
        ScriptError.MinimalData => "Data push larger than necessary",
        ScriptError.SignaturePushOnly => "Only non-push operators allowed in signatures",
        ScriptError.SignatureNullDummy => "Dummy CHECKMULTISIG argument must be zero",
        ScriptError.PublicKeyType => "Public key is neither compressed or uncompressed",
        ScriptError.DiscourageUpgradableNops => "NOPx reserved for soft-fork upgrades",
        _ => "unknown error",
    };
}
