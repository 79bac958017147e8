namespace Flux.Contracts.Rpc;

/// <content>FluxNodes.</content>
public sealed partial class FluxdClient
{
    /// <summary>The confirmed FluxNodes, by tier and in the order of payment; <paramref name="filter"/> is a part of transaction, key, address or ip.</summary>
    public Task<IReadOnlyList<FluxNodeInfo>> FluxNodesAsync(string? filter = null, CancellationToken cancellation = default) =>
        AskAsync<IReadOnlyList<FluxNodeInfo>>("viewdeterministicfluxnodelist", filter is null ? [] : [filter], result => [.. result.EnumerateArray().Select(FluxNodeInfo.Read)], cancellation);

    /// <summary>State of the node that runs on the daemon: STARTED, DOS, CONFIRMED or expired; <see cref="RpcException"/> −1 when it runs none.</summary>
    public Task<string> FluxNodeStatusAsync(CancellationToken cancellation = default) => AskAsync("getfluxnodestatus", [], result => Text(result.GetProperty("status")), cancellation);

    /// <summary>FluxNodes that were started and have not confirmed yet.</summary>
    public Task<IReadOnlyList<WaitingNodeInfo>> StartedNodesAsync(CancellationToken cancellation = default) =>
        AskAsync<IReadOnlyList<WaitingNodeInfo>>("getstartlist", [], result => [.. result.EnumerateArray().Select(WaitingNodeInfo.ReadStarted)], cancellation);

    /// <summary>FluxNodes that did not confirm in time and must wait before they start again.</summary>
    public Task<IReadOnlyList<WaitingNodeInfo>> DosNodesAsync(CancellationToken cancellation = default) =>
        AskAsync<IReadOnlyList<WaitingNodeInfo>>("getdoslist", [], result => [.. result.EnumerateArray().Select(WaitingNodeInfo.ReadDos)], cancellation);
}
