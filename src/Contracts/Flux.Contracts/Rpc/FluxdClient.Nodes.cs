namespace Flux.Contracts.Rpc;

/// <content>FluxNodes.</content>
public sealed partial class FluxdClient
{
    /// <summary>The confirmed FluxNodes, by tier and in the order of payment; <paramref name="filter"/> is a part of transaction, key, address or ip.</summary>
    public Task<IReadOnlyList<FluxNodeInfo>> FluxNodesAsync(string? filter = null, CancellationToken cancellation = default) =>
        AskAsync<IReadOnlyList<FluxNodeInfo>>("viewdeterministicfluxnodelist", filter is null ? [] : [filter], result => [.. result.EnumerateArray().Select(FluxNodeInfo.Read)], cancellation);

    /// <summary>State of the node that runs on the daemon: STARTED, DOS, CONFIRMED or expired; <see cref="RpcException"/> −1 when it runs none.</summary>
    public Task<string> FluxNodeStatusAsync(CancellationToken cancellation = default) => AskAsync("getfluxnodestatus", [], result => Text(result.GetProperty("status")), cancellation);
}
