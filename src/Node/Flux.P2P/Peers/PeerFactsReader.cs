namespace Flux.P2P.Peers;

/// <summary>Writes down what getpeerinfo shows. Runs in the <see cref="NetworkLoop"/>.</summary>
internal sealed class PeerFactsReader(MonotonicClock clock, IChainPort chain)
{
    public PeerFacts Read(Peer peer)
    {
        var connection = peer.Connection;
        var common = CommonHeader(peer);
        return new PeerFacts
        {
            Id = peer.Id,
            Address = peer.Remote,
            LocalAddress = connection.Local,
            ConfiguredName = peer.ConfiguredName,
            Inbound = peer.Inbound,
            IsReady = peer.IsReady,
            Services = peer.Version?.Services ?? 0,
            Version = peer.Version?.Protocol ?? 0,
            UserAgent = peer.Version?.UserAgent ?? "",
            StartingHeight = peer.Version?.StartHeight ?? -1,
            RelayTransactions = peer.Inventory.WantsTransactions,
            IsTrusted = peer.IsTrusted,
            AddressesProcessed = peer.Addresses.Processed,
            AddressesRateLimited = peer.Addresses.RateLimited,
            BanScore = peer.Score,
            BestKnownBlock = peer.Sync.BestKnown?.Hash,
            SyncedHeaders = peer.Sync.BestKnown?.Height ?? -1,
            SyncedBlocks = common,
            InFlight = [.. peer.Sync.InFlight.Select(hash => chain.Find(hash)?.Height ?? -1)],
            BytesSent = connection.BytesSent,
            BytesReceived = connection.BytesReceived,
            Messages = peer.Load.Messages,
            BusyTime = peer.Load.Busy,
            HeldBytes = connection.Queued + connection.Reader.Held + (peer.Answers?.HeldBytes ?? 0) + peer.Inventory.HeldBytes + (peer.Inventory.Filter?.Size ?? 0) + peer.Sync.PartialBytes,
            ConnectedAt = clock.ToUtc(peer.ConnectedAt)!.Value,
            LastSend = clock.ToUtc(NullWhenNever(connection.LastSend)),
            LastReceive = clock.ToUtc(NullWhenNever(connection.LastReceive)),
            PingTime = peer.Pings.RoundTrip,
            PingWait = peer.Pings.Nonce == 0 ? null : clock.Now - peer.Pings.SentAt,
            TimeOffsetSeconds = peer.Version?.TimeOffset ?? 0,
        };
    }

    /// <summary>Height of the last block of our chain that the peer has too; -1 when unknown.</summary>
    private int CommonHeader(Peer peer)
    {
        if (peer.Sync.BestKnown is not { } known) return -1;
        var tip = chain.View.Tip;
        if (known.Height >= tip.Height) return chain.Ancestor(known.Hash, tip.Height) == tip.Hash ? tip.Height : -1;
        return chain.Find(known.Hash) is { IsActive: true } ? known.Height : -1;
    }

    private static TimeSpan? NullWhenNever(TimeSpan moment) => moment == TimeSpan.Zero ? null : moment;
}
