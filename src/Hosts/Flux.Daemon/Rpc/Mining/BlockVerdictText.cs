using Flux.Consensus.Rejects;

namespace Flux.Daemon.Rpc.Mining;

/// <summary>A judgement as BIP 22 words it.</summary>
internal static class BlockVerdictText
{
    /// <summary>The rule's text; "rejected" where it has none.</summary>
    public static string Of(Verdict verdict) => verdict.Message.Length > 0 ? verdict.Message : "rejected";
}
