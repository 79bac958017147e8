namespace Flux.Consensus.Scripts;

/// <summary>Limits of the script language (chain reference §7).</summary>
public static class ScriptLimits
{
    /// <summary>Longest script in bytes.</summary>
    public const int MaxScriptBytes = 10_000;

    /// <summary>Longest element in bytes.</summary>
    public const int MaxElementBytes = 520;

    /// <summary>Most operations above OP_16, executed or not; CHECKMULTISIG adds its number of keys.</summary>
    public const int MaxOperations = 201;

    /// <summary>Most elements on stack and alternative stack together.</summary>
    public const int MaxStackElements = 1000;

    /// <summary>Most keys of one CHECKMULTISIG.</summary>
    public const int MaxMultisigKeys = 20;

    /// <summary>Longest number that arithmetic reads, in bytes.</summary>
    public const int MaxNumberBytes = 4;

    /// <summary>Longest number that CHECKLOCKTIMEVERIFY reads, in bytes.</summary>
    public const int MaxLockTimeBytes = 5;

    /// <summary>Lock times below are heights, others Unix seconds.</summary>
    public const uint LockTimeThreshold = 500_000_000;
}
