using Flux.Consensus.Scripts;

namespace Flux.Consensus.Tests.Scripts;

/// <summary>Flags as the public vectors write them.</summary>
internal static class FlagText
{
    public static ScriptFlags Parse(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Aggregate(ScriptFlags.None, (flags, word) => flags | One(word));

    private static ScriptFlags One(string word) => word switch
    {
        "NONE" => ScriptFlags.None,
        "DERSIG" => ScriptFlags.None, // always demanded
        "P2SH" => ScriptFlags.PayToScriptHash,
        "STRICTENC" => ScriptFlags.StrictEncoding,
        "LOW_S" => ScriptFlags.LowS,
        "NULLDUMMY" => ScriptFlags.NullDummy,
        "SIGPUSHONLY" => ScriptFlags.SignaturePushOnly,
        "MINIMALDATA" => ScriptFlags.MinimalData,
        "DISCOURAGE_UPGRADABLE_NOPS" => ScriptFlags.DiscourageUpgradableNops,
        "CLEANSTACK" => ScriptFlags.CleanStack,
        "CHECKLOCKTIMEVERIFY" => ScriptFlags.CheckLockTimeVerify,
        _ => throw new FormatException($"no script flag: {word}"),
    };
}
