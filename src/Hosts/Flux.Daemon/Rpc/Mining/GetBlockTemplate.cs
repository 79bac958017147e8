using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rpc.Mining;

/// <summary>A block to solve, or the judgement of a proposed one (BIP 22 and 23; chain reference §12.5).</summary>
internal sealed class GetBlockTemplate(FluxdNode node, MiningService mining) : RpcMethod
{
    public override string Name => "getblocktemplate";

    public override string Area => "mining";

    public override string Usage => "( {\"mode\": \"template|proposal\", \"longpollid\": \"id\", \"data\": \"hex\"} )";

    public override string Help => "A block to solve: header fields, transactions, coinbase, target and what the nodes are due. With longpollid of an earlier answer it waits until "
        + "there is something better. Mode proposal judges the block in data, proof of work apart: null, or the reason. Needs -mineraddress.";

    public override (int Least, int Most) ParameterCount => (0, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var wish = request.Has(0) ? request[0] : default;
        if (wish.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object)) throw RpcFault.Misc("JSON value is not an object as expected");
        switch (ModeOf(wish))
        {
            case "proposal":
                await JudgeAsync(wish, writer, cancellation).ConfigureAwait(false);
                break;
            case "template":
                await WriteTemplateAsync(wish, writer, cancellation).ConfigureAwait(false);
                break;
            default:
                throw RpcFault.InvalidParameter("Invalid mode");
        }
    }

    private static string? ModeOf(JsonElement wish) => Member(wish, "mode") switch
    {
        { ValueKind: JsonValueKind.String } mode => RpcValues.Text(mode),
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => "template",
        _ => null,
    };

    private static JsonElement Member(JsonElement wish, string name) =>
        wish.ValueKind == JsonValueKind.Object && wish.TryGetProperty(name, out var value) ? value : default;

    private async Task JudgeAsync(JsonElement wish, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (Member(wish, "data") is not { ValueKind: JsonValueKind.String } data) throw RpcFault.Type("Missing data String key for proposal");
        var text = RpcValues.Text(data);
        var reader = new WireReader(RpcRequest.IsHex(text) ? Convert.FromHexString(text) : []);
        if (!BlockCodec.TryRead(ref reader, out var block)) throw new RpcFault(RpcErrorCode.Deserialization, "Block decode failed");
        if (await ReasonAgainstAsync(block, cancellation).ConfigureAwait(false) is { } reason) writer.WriteStringValue(reason);
        else writer.WriteNullValue();
    }

    private async Task<string?> ReasonAgainstAsync(Block block, CancellationToken cancellation)
    {
        if (node.Chain.FindHeader(block.Header.Hash) is { } known)
        {
            return known.IsInvalid ? "duplicate-invalid" : known.WasConnected ? "duplicate" : "duplicate-inconclusive";
        }
        if (block.Header.Previous != node.Chain.Snapshot.Tip.Hash) return "inconclusive-not-best-prevblk";
        var verdict = await node.Chain.TestBlockAsync(block, cancellation).ConfigureAwait(false);
        return verdict.IsOk ? null : BlockVerdictText.Of(verdict);
    }

    private async Task WriteTemplateAsync(JsonElement wish, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        UnjudgedHistory.Refuse(node);
        if (mining.TemplateObstacle is { } obstacle) throw obstacle;
        var script = mining.MinerScript(null);
        await LongPoll.WaitAsync(node, Member(wish, "longpollid"), cancellation).ConfigureAwait(false);
        var template = await mining.Templates.CurrentAsync(script, cancellation).ConfigureAwait(false);
        new TemplateJson(node.Network, template).Write(writer);
    }
}
