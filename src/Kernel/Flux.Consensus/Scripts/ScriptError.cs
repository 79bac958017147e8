namespace Flux.Consensus.Scripts;

/// <summary>Why a script failed; the texts that fluxd prints are in <see cref="ScriptErrorText"/>.</summary>
public enum ScriptError
{
    /// <summary>It did not.</summary>
    Ok,

    /// <summary>A number that is too long or not minimal.</summary>
    UnknownError,

    /// <summary>Ended with a false or empty stack.</summary>
    EvalFalse,

    /// <summary>OP_RETURN was executed.</summary>
    OpReturn,

    /// <summary>Above <see cref="ScriptLimits.MaxScriptBytes"/>.</summary>
    ScriptSize,

    /// <summary>Above <see cref="ScriptLimits.MaxElementBytes"/>.</summary>
    PushSize,

    /// <summary>Above <see cref="ScriptLimits.MaxOperations"/>.</summary>
    OperationCount,

    /// <summary>Above <see cref="ScriptLimits.MaxStackElements"/>.</summary>
    StackSize,

    /// <summary>CHECKMULTISIG with fewer than none or more signatures than keys.</summary>
    SignatureCount,

    /// <summary>CHECKMULTISIG with fewer than none or more than 20 keys.</summary>
    PublicKeyCount,

    /// <summary>OP_VERIFY.</summary>
    Verify,

    /// <summary>OP_EQUALVERIFY.</summary>
    EqualVerify,

    /// <summary>OP_CHECKMULTISIGVERIFY.</summary>
    CheckMultisigVerify,

    /// <summary>OP_CHECKSIGVERIFY.</summary>
    CheckSigVerify,

    /// <summary>OP_NUMEQUALVERIFY.</summary>
    NumEqualVerify,

    /// <summary>Unknown or reserved opcode, or a push past the end.</summary>
    BadOpcode,

    /// <summary>An opcode that fails even when not executed.</summary>
    DisabledOpcode,

    /// <summary>Too few elements.</summary>
    InvalidStackOperation,

    /// <summary>Too few elements on the alternative stack.</summary>
    InvalidAltStackOperation,

    /// <summary>IF, ELSE, ENDIF do not match.</summary>
    UnbalancedConditional,

    /// <summary>CHECKLOCKTIMEVERIFY of a negative number.</summary>
    NegativeLockTime,

    /// <summary>CHECKLOCKTIMEVERIFY of a later lock time than the transaction's.</summary>
    UnsatisfiedLockTime,

    /// <summary>Unknown hash type (policy).</summary>
    SignatureHashType,

    /// <summary>A signature that is not strict DER.</summary>
    SignatureDer,

    /// <summary>A push or number longer than necessary (policy).</summary>
    MinimalData,

    /// <summary>scriptSig holds more than pushes.</summary>
    SignaturePushOnly,

    /// <summary>S above half the group order (policy).</summary>
    SignatureHighS,

    /// <summary>CHECKMULTISIG's extra element is not empty (policy).</summary>
    SignatureNullDummy,

    /// <summary>A public key that is neither compressed nor uncompressed (policy).</summary>
    PublicKeyType,

    /// <summary>More than one element left (policy).</summary>
    CleanStack,

    /// <summary>A NOP that may get a meaning one day (policy).</summary>
    DiscourageUpgradableNops,
}
