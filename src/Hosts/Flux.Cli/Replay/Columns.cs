using System.Globalization;
using System.Text;
using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Headers;
using Flux.Consensus.Subsidy;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Cli.Replay;

/// <summary>What our chain says in the columns of a recording, as text that can be compared; null where a recording has nothing to compare.</summary>
internal static class Columns
{
    /// <summary>Column by column: name, ours, and what the recording holds (null: it does not say).</summary>
    public static IEnumerable<(string Name, string Ours, string? Recorded)> Of(ReplayChain chain, Block block, JsonElement row, JsonElement telling)
    {
        var tip = chain.Tip();
        var nodes = chain.State.Nodes;
        yield return ("hash", tip.Hash.ToString(), Text(row, "hash"));
        yield return ("time", tip.Time.ToString(CultureInfo.InvariantCulture), Text(row, "time"));
        yield return ("bits", tip.Bits.ToString("x8", CultureInfo.InvariantCulture), Text(row, "bits"));
        yield return ("chainwork", tip.ChainWork.ToString(), Text(row, "chainwork"));
        yield return ("version", tip.Version.ToString(CultureInfo.InvariantCulture), Text(row, "version"));
        yield return ("txs", block.Transactions.Length.ToString(CultureInfo.InvariantCulture), Text(row, "txs"));
        yield return ("coinbase", string.Join(' ', block.Transactions[0].Outputs.Select(o => $"{o.Value.Satoshis}:{o.ScriptPubKey}")), Coinbase(row));
        yield return ("subsidy", SubsidyRules.At(chain.Network, tip.Height).ToString(), Money(row, "subsidy"));
        yield return ("nodes", Joined(nodes.CountOf(NodeState.Confirmed), nodes.CountOf(Tier.Cumulus), nodes.CountOf(Tier.Nimbus), nodes.CountOf(Tier.Stratus)), List(row, "nodes"));
        yield return ("started", Joined(nodes.CountOf(NodeState.Started)), Text(row, "started"));
        yield return ("dos", Joined(nodes.CountOf(NodeState.Dos)), Text(row, "dos"));
        yield return ("winners", string.Join(" | ", Winners(nodes)), Rows(row, "winners", int.MaxValue));
        if (row.TryGetProperty("state", out var state))
        {
            yield return ("state.started", string.Join(" | ", Waiting(nodes, NodeState.Started)), Sorted(state, "started"));
            yield return ("state.dos", string.Join(" | ", Waiting(nodes, NodeState.Dos)), Sorted(state, "dos"));
            yield return ("state.confirmed", string.Join(" | ", Confirmed(chain)), Rows(state, "confirmed", int.MaxValue));
        }
        yield return ("coins", chain.State.Totals.Coins.ToString(), CoinInfo(telling, tip.Height) is { } info ? Money(info, "total_amount") : null);
        yield return ("txouts", Joined(chain.CoinCount), CoinInfo(telling, tip.Height) is { } outs ? Text(outs, "txouts") : null);
    }

    private static IEnumerable<string> Winners(FluxNodeList nodes) => TierAmounts.Tiers.ToArray()
        .Select(nodes.NextPayee).OfType<FluxNodeRecord>()
        .Select(node => $"{node.Tier.ToString().ToUpperInvariant()} {Name(node)} {node.LastPaidHeight} {node.ConfirmedHeight}");

    private static IEnumerable<string> Waiting(FluxNodeList nodes, NodeState state) =>
        nodes.Records.Where(node => node.State == state).Select(node => $"{Name(node)} {node.AddedHeight}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Confirmed(ReplayChain chain)
    {
        foreach (var tier in TierAmounts.Tiers.ToArray())
        {
            var rank = 0;
            foreach (var node in chain.State.Nodes.Queue(tier))
            {
                var payee = Address.TryFromScript(node.PayeeScript, out var address) ? address.ToText(chain.Network.Addresses) : node.PayeeScript.ToString();
                yield return $"{Name(node)} {tier.ToString().ToUpperInvariant()} {rank++} {node.AddedHeight} {node.ConfirmedHeight} {node.LastConfirmedHeight} {node.LastPaidHeight} {Encoding.UTF8.GetString(node.Ip.Span)} {payee}";
            }
        }
    }

    private static string Name(FluxNodeRecord node) => $"COutPoint({node.Collateral.Transaction}, {node.Collateral.Index})";

    private static string Joined(params int[] numbers) => string.Join(' ', numbers);

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static string? List(JsonElement row, string name) => row.TryGetProperty(name, out var list) ? string.Join(' ', list.EnumerateArray()) : null;

    private static string? Rows(JsonElement row, string name, int cells) =>
        row.TryGetProperty(name, out var list) ? string.Join(" | ", list.EnumerateArray().Select(item => string.Join(' ', item.EnumerateArray().Take(cells)))) : null;

    /// <summary>Collateral and height of each; the order in which the daemon lists equal ones is not part of the state.</summary>
    private static string? Sorted(JsonElement state, string name) => state.TryGetProperty(name, out var list)
        ? string.Join(" | ", list.EnumerateArray().Select(item => string.Join(' ', item.EnumerateArray().Take(2))).Order(StringComparer.Ordinal))
        : null;

    private static string? Coinbase(JsonElement row) =>
        row.TryGetProperty("coinbase", out var outputs) ? string.Join(' ', outputs.EnumerateArray().Select(o => $"{o[0]}:{o[1].GetString()}")) : null;

    private static string? Money(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && Amount.TryParse(value.GetRawText(), out var amount) ? amount.ToString() : null;

    private static JsonElement? CoinInfo(JsonElement telling, int height) =>
        telling.ValueKind == JsonValueKind.Object && telling.TryGetProperty(height.ToString(CultureInfo.InvariantCulture), out var at) && at.TryGetProperty("gettxoutsetinfo", out var info) ? info : null;
}
