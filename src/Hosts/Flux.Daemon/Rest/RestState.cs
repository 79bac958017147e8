using System.Buffers;
using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc;
using Flux.Daemon.Rpc.Blockchain;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rest;

/// <summary><c>chaininfo</c>, <c>mempool/info</c> and <c>mempool/contents</c>: the same as the calls of those names, in JSON only.</summary>
internal sealed class RestState(FluxdNode node)
{
    public Task<RestAnswer> ChainInfoAsync(RestPath path, CancellationToken cancellation) => CallAsync(path, new GetBlockchainInfo(node), cancellation);

    public Task<RestAnswer> PoolInfoAsync(RestPath path, CancellationToken cancellation) => CallAsync(path, new GetMempoolInfo(node), cancellation);

    public RestAnswer PoolContents(RestPath path)
    {
        RequireJson(path);
        return RestAnswer.Json(json => MempoolJson.WriteEntries(json, node.Chain.Mempool.Snapshot, node.Chain.Snapshot.Height));
    }

    private static async Task<RestAnswer> CallAsync(RestPath path, RpcMethod method, CancellationToken cancellation)
    {
        RequireJson(path);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, RpcDispatcher.WriterOptions)) await method.WriteResultAsync(new RpcRequest(method.Name, default), writer, cancellation).ConfigureAwait(false);
        return RestAnswer.Json(json => json.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true));
    }

    private static void RequireJson(RestPath path)
    {
        if (path.Format != RestFormat.Json) throw RestFault.Format("json");
    }
}
