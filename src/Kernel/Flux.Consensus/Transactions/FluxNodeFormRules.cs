using Flux.Consensus.Rejects;
using Flux.Consensus.Scripts;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Transactions;

/// <summary>What a version 5 or 6 transaction must be by itself, signatures aside (chain reference §6.5).</summary>
internal static class FluxNodeFormRules
{
    private const int MostDelegates = 4;
    private const int LongestAddress = 40;
    private const int LongestAddressSinceHalving = 60;
    private const uint HalvingBenchmarkTime = 1_647_262_800;

    public static Reject? Fault(Transaction tx)
    {
        if (!tx.Inputs.IsEmpty || !tx.Outputs.IsEmpty || tx.Shielded is not null) return RejectTable.NodeTxNotEmpty;
        if (tx.FluxNode is not (StartTransaction or ConfirmTransaction)) return RejectTable.NodeTxType;
        if (tx.FluxNode.Collateral.IsNull) return RejectTable.NodeTxNoCollateral;
        return tx.FluxNode is ConfirmTransaction confirm
            ? ConfirmFault(confirm)
            : StartFault(tx.Version, (StartTransaction)tx.FluxNode);
    }

    private static Reject? StartFault(int version, StartTransaction start)
    {
        if (version != 6) return null;
        return (start.IsP2sh ? RedeemScriptFault(Script.Over(start.RedeemScript)) : null)
            ?? (start.HasDelegates ? DelegateFault(start.Delegates) : null);
    }

    private static Reject? RedeemScriptFault(Script redeemScript)
    {
        if (redeemScript.Length > ScriptLimits.MaxScriptBytes) return RejectTable.NodeTxRedeemScriptTooLarge;
        return ScriptTemplate.Classify(redeemScript).Kind == ScriptKind.Multisig ? null : RejectTable.NodeTxRedeemScriptNotMultisig;
    }

    private static Reject? DelegateFault(DelegateData? data)
    {
        if (data is not { Used: true, Type: DelegateData.TypeUpdate or DelegateData.TypeSigning }) return RejectTable.NodeTxDelegateData;
        if (data.Keys.Length > MostDelegates) return RejectTable.NodeTxDelegateData;
        return data.Keys.All(key => PublicKeyFormat.IsCompressed(key.Span)) ? null : RejectTable.NodeTxDelegateData;
    }

    private static Reject? ConfirmFault(ConfirmTransaction confirm)
    {
        if (confirm.BenchmarkTier is < 1 or > 3) return RejectTable.NodeTxBenchmarkTier;
        var longest = confirm.BenchmarkSigTime >= HalvingBenchmarkTime ? LongestAddressSinceHalving : LongestAddress;
        if (confirm.Ip.Length > longest) return RejectTable.NodeTxAddressTooLarge;
        return confirm.UpdateType is ConfirmTransaction.UpdateTypeInitial or ConfirmTransaction.UpdateTypeUpdate ? null : RejectTable.NodeTxUpdateType;
    }
}
