using System.Net;
using System.Security.Cryptography;
using System.Text;
using Flux.P2P.Sync;
using Flux.P2P.Wire;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Peers;

/// <summary>version and verack, and all checks of versions (chain reference §11.1, §11.3). Owned by the <see cref="NetworkLoop"/>.</summary>
internal sealed partial class Handshake(
    P2POptions options, IChainPort chain, PeerTable peers, Conduct conduct, AddressBook book, OwnAddresses own, AddressExchange addresses, HeaderSync headers,
    Liveness liveness, MonotonicClock clock, ILogger<Handshake> log)
{
    // 10300 was announced by a program of the distant past that meant 300.
    private const int MistakenVersion = 10300;
    private const int MeantVersion = 300;

    /// <summary>The side that connects speaks first.</summary>
    public void Begin(Peer peer)
    {
        if (!peer.Inbound) peer.Connection.Send(OurVersion(peer));
    }

    /// <summary>A number that tells our own version from others; never 0.</summary>
    public static ulong NewNonce()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt64(bytes) | 1;
    }

    public void OnVersion(Peer peer, VersionMessage message)
    {
        if (peer.Version is not null)
        {
            peer.Connection.Send(new RejectMessage(VersionMessage.Name, RejectCode.Duplicate, "Duplicate version message"));
            conduct.Penalize(peer, Offences.SecondVersion);
            return;
        }
        if (IsOurOwn(peer, message.Nonce)) return;
        var version = Read(message);
        peer.Version = version;
        peer.Inventory.WantsTransactions = version.Relay;
        if (!IsRecentEnough(peer)) return;
        EndForgotten(peer);
        if (IsSurplus(peer)) return;
        Answer(peer, version);
    }

    public void OnVerack(Peer peer)
    {
        if (!peer.IsReady) LogReady(peer, peer.Version!.UserAgent, peer.Version.StartHeight);
        peers.SetReady(peer);
        if (peer.Version!.Protocol < PeerRules.CompactVersion) return;
        peer.Connection.Send(SendHeadersMessage.Instance);
        peer.Connection.Send(new SendCompactMessage(Announce: false, Version: 1));
    }

    /// <summary>True when the peer's version is high enough at our height; if not it is told so and dropped.</summary>
    public bool IsRecentEnough(Peer peer)
    {
        var lowest = options.Rules.LowestVersionAt(chain.View.Tip.Height);
        if (peer.Version is null || peer.Version.Protocol >= lowest) return true;
        var reason = $"Version must be {lowest} or greater";
        peer.Connection.Send(new RejectMessage(VersionMessage.Name, RejectCode.Obsolete, reason));
        conduct.DropAfterSending(peer, $"protocol version {peer.Version.Protocol}: {reason}");
        return false;
    }

    private void Answer(Peer peer, PeerVersion version)
    {
        if (peer.Purpose == PeerPurpose.Feeler)
        {
            book.Succeeded(peer.Remote, version.Services);
            conduct.Drop(peer, "it answers, which was the question");
            return;
        }
        if (peer.Inbound) peer.Connection.Send(OurVersion(peer));
        peer.Connection.Send(VerackMessage.Instance);
        if (!peer.Inbound)
        {
            book.Succeeded(peer.Remote, version.Services);
            addresses.Introduce(peer);
        }
        liveness.Ping(peer);
        headers.Start(peer);
    }

    // Both ends of a connection to ourselves are in the table: the one that dialled knows the nonce.
    private bool IsOurOwn(Peer peer, ulong nonce)
    {
        if (!peer.Inbound || nonce == 0) return false;
        var other = peers.All.FirstOrDefault(candidate => !candidate.Inbound && candidate.LocalNonce == nonce);
        if (other is null) return false;
        book.MarkOwn(other.Remote);
        conduct.Drop(other, "connected to ourselves");
        conduct.Drop(peer, "connected to ourselves");
        return true;
    }

    // A node never opens a second connection to an address that it is connected to, so it has lost an older one that still looks alive here.
    private void EndForgotten(Peer peer)
    {
        if (!options.Rules.OneConnectionPerNode || !peer.Inbound || peers.FindDouble(peer) is not { } older) return;
        conduct.Drop(older, "the node has connected anew");
    }

    // Two nodes that dial each other at once have two connections. Each side judges when it has heard the other on both, so that what is kept is
    // known to work, and both keep the one that the lower address opened: whichever judges first, the other would have judged the same.
    private bool IsSurplus(Peer peer)
    {
        if (!options.Rules.OneConnectionPerNode || own.For(peer.Remote.Address) is not { } ours || peers.FindTwin(peer) is not { Version: not null } twin) return false;
        var keepsOurs = Order(ours).SequenceCompareTo(Order(PeerTable.ListeningAddressOf(peer)!)) < 0;
        var (kept, surplus) = keepsOurs == peer.Inbound ? (twin, peer) : (peer, twin);
        // One that was ready long before may be dead on the other side, which then dials again and again: a ping finds out.
        if (kept.IsReady && kept.Pings.Nonce == 0) liveness.Ping(kept);
        conduct.Drop(surplus, "second connection with the same node");
        return surplus == peer;
    }

    private static ReadOnlySpan<byte> Order(IPEndPoint address) => Encoding.ASCII.GetBytes(address.ToString());

    private PeerVersion Read(VersionMessage message) => new(
        message.Version == MistakenVersion ? MeantVersion : message.Version,
        message.Services,
        Printable(message.UserAgent ?? ""),
        message.StartHeight ?? -1,
        message.Relay ?? true,
        message.Sender is { } sender && NetworkGroups.IsUsable(sender.ToEndPoint()) ? sender.ToEndPoint() : null,
        message.Time - clock.UtcNow.ToUnixTimeSeconds());

    private VersionMessage OurVersion(Peer peer) => new()
    {
        Version = options.Rules.AnnouncedVersionAt(chain.View.BestHeader.Height),
        Services = options.Services,
        Time = clock.UtcNow.ToUnixTimeSeconds(),
        Receiver = NetAddress.Of(IsToldOthers(peer.Remote) ? peer.Remote : null, P2POptions.NetworkService),
        Sender = NetAddress.Of(own.For(peer.Remote.Address) ?? new IPEndPoint(IPAddress.Any, options.Listen.Count > 0 ? options.Listen[0].Port : 0), options.Services),
        Nonce = peer.LocalNonce,
        UserAgent = options.UserAgent,
        StartHeight = chain.View.Tip.Height,
        Relay = true,
    };

    /// <summary>An address that only this site knows is not spread: fluxd says zeros, too.</summary>
    private bool IsToldOthers(IPEndPoint address) => options.Rules.AllowPrivateAddresses || NetworkGroups.IsPublic(address.Address);

    /// <summary>Letters, digits and a few marks, as fluxd shows it: nothing that could confuse a terminal or a log.</summary>
    private static string Printable(string text) =>
        string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || " .,;-_/:?@()+".Contains(c, StringComparison.Ordinal)));

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Peer} is {UserAgent} at height {Height}")]
    private partial void LogReady(Peer peer, string userAgent, int height);
}
