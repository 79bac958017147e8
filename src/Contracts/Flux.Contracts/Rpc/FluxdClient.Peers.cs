namespace Flux.Contracts.Rpc;

/// <content>The daemon itself and its peers.</content>
public sealed partial class FluxdClient
{
    /// <summary>A summary of the daemon.</summary>
    public Task<DaemonInfo> DaemonInfoAsync(CancellationToken cancellation = default) => AskAsync("getinfo", [], DaemonInfo.Read, cancellation);

    /// <summary>Versions and addresses of the daemon.</summary>
    public Task<NetworkInfo> NetworkInfoAsync(CancellationToken cancellation = default) => AskAsync("getnetworkinfo", [], NetworkInfo.Read, cancellation);

    /// <summary>The peers.</summary>
    public Task<IReadOnlyList<PeerInfo>> PeersAsync(CancellationToken cancellation = default) =>
        AskAsync<IReadOnlyList<PeerInfo>>("getpeerinfo", [], result => [.. result.EnumerateArray().Select(PeerInfo.Read)], cancellation);

    /// <summary>The bans in force.</summary>
    public Task<IReadOnlyList<BanInfo>> BansAsync(CancellationToken cancellation = default) =>
        AskAsync<IReadOnlyList<BanInfo>>("listbanned", [], result => [.. result.EnumerateArray().Select(BanInfo.Read)], cancellation);
}
