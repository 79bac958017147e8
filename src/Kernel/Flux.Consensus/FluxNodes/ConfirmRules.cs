using System.Collections.Immutable;
using Flux.Consensus.Blocks;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;

namespace Flux.Consensus.FluxNodes;

/// <summary>Whether a CONFIRM may stand in a block, judged on the state before it (chain reference §8.2, §8.3, §8.5).</summary>
internal static class ConfirmRules
{
    public static FluxNodeCheck Check(Network network, ConfirmTransaction confirm, FluxNodeList nodes, int height, ICoinView coins)
    {
        var first = confirm.UpdateType == ConfirmTransaction.UpdateTypeInitial;
        var record = nodes.Find(confirm.Collateral);
        if (record is null || (first && record.State != NodeState.Started)) return FluxNodeCheck.Refused(RejectTable.NodeNotStarted);
        if (!first && record.State != NodeState.Confirmed) return FluxNodeCheck.Refused(RejectTable.NodeNotConfirmed);
        if (!first && IsTooSoon(network.FluxNodes, confirm, record, height)) return FluxNodeCheck.Refused(RejectTable.NodeUpdateTooSoon);
        if ((int)record.Tier > confirm.BenchmarkTier) return FluxNodeCheck.Refused(RejectTable.NodeBenchmarkTierTooLow);
        var verdict = CollateralRules.Check(network, confirm, coins.Find(confirm.Collateral), height, out _);
        if (!verdict.IsOk) return FluxNodeCheck.Refused(verdict);
        return new FluxNodeCheck(Verdict.Ok, Confirmed(record, confirm, first, height), Signatures(network, confirm, record));
    }

    /// <summary>First height at which an update of <paramref name="record"/> that keeps its address is allowed.</summary>
    public static int NextUpdate(FluxNodeParameters rules, FluxNodeRecord record, int height) =>
        record.LastConfirmedHeight + rules.ConfirmInterval.At(height) + 1;

    private static bool IsTooSoon(FluxNodeParameters rules, ConfirmTransaction confirm, FluxNodeRecord record, int height)
    {
        var distance = height - record.LastConfirmedHeight;
        if (distance > rules.ConfirmInterval.At(height)) return false;
        var moved = rules.AddressChangeFrom.IsActiveAt(height) && !confirm.Ip.Span.SequenceEqual(record.Ip.Span);
        return !moved || distance < rules.AddressChangeInterval;
    }

    private static FluxNodeRecord Confirmed(FluxNodeRecord record, ConfirmTransaction confirm, bool first, int height)
    {
        var renewed = record with { LastConfirmedHeight = height, Ip = confirm.Ip.ToArray() };
        return first ? renewed with { State = NodeState.Confirmed, ConfirmedHeight = height, LastPaidHeight = 0 } : renewed;
    }

    private static ImmutableArray<IDeferredCheck> Signatures(Network network, ConfirmTransaction confirm, FluxNodeRecord record)
    {
        var node = Hash160.Of(record.NodePubKey.Span);
        var own = new NodeSignatureCheck(NodeMessages.OfConfirm(network, confirm), confirm.Signature, [node]);
        if (network.FluxNodes.Voucher == ConfirmVoucher.None) return [own];
        return [own, new NodeSignatureCheck(NodeMessages.OfBenchmark(confirm), confirm.BenchmarkSignature, Vouchers(network.FluxNodes, confirm, node))];
    }

    private static ImmutableArray<Hash160> Vouchers(FluxNodeParameters rules, ConfirmTransaction confirm, Hash160 node)
    {
        if (rules.Voucher == ConfirmVoucher.SelfSigned) return [node];
        return FoundationKeys.Newest(rules.BenchmarkKeys, confirm.BenchmarkSigTime) is { } key ? [Hash160.Of(key.PublicKey.Span)] : [];
    }
}
