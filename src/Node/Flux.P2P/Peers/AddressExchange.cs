using System.Collections.Immutable;
using System.Net;
using Flux.P2P.Wire;

namespace Flux.P2P.Peers;

/// <summary>addr and getaddr (chain reference §11.4). Owned by the <see cref="NetworkLoop"/>.</summary>
internal sealed class AddressExchange(P2POptions options, PeerTable peers, Conduct conduct, AddressBook book, OwnAddresses own, MonotonicClock clock, Random random)
{
    private const double TokensPerSecond = 0.1;
    private const double MostTokens = AddrMessage.Limit;
    private const int MostPassedOn = 10;
    private const int PassedOnTo = 2;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SendInterval = TimeSpan.FromHours(24);

    private TimeSpan _lastIntroduction;

    /// <summary>Tells a peer that we dialled where we listen, and asks for what it knows.</summary>
    public void Introduce(Peer peer)
    {
        TellOwn(peer);
        peer.Connection.Send(GetAddrMessage.Instance);
        peer.Addresses.Tokens += AddrMessage.Limit;
    }

    public void OnGetAddr(Peer peer)
    {
        if (!peer.Inbound || peer.Addresses.WasAnswered) return;
        peer.Addresses.WasAnswered = true;
        var sample = book.Sample(AddrMessage.Limit);
        if (sample.Count == 0) return;
        peer.Connection.Send(new AddrMessage([.. sample.Select(one => new TimedAddress((uint)one.Entry.Seen, NetAddress.Of(one.Address, one.Entry.Services)))]));
    }

    public void OnAddr(Peer peer, AddrMessage message)
    {
        if (message.Addresses.Length > AddrMessage.Limit)
        {
            conduct.Penalize(peer, Offences.TooManyAddresses);
            return;
        }
        var fresh = ImmutableArray.CreateBuilder<TimedAddress>();
        foreach (var entry in message.Addresses)
        {
            if (!TakeToken(peer))
            {
                peer.Addresses.RateLimited++;
                continue;
            }
            peer.Addresses.Processed++;
            if (Learn(peer, entry)) fresh.Add(entry);
        }
        if (peer.Purpose == PeerPurpose.Seed && message.Addresses.Length > 1) conduct.Drop(peer, "the seed has told its addresses");
        else if (message.Addresses.Length <= MostPassedOn) PassOn(peer, fresh);
    }

    /// <summary>Once a second: tells everybody where we listen, once a day.</summary>
    public void OnTick()
    {
        if (clock.Now - _lastIntroduction < SendInterval) return;
        TellAll();
    }

    /// <summary>Tells everybody where we listen.</summary>
    public void TellAll()
    {
        _lastIntroduction = clock.Now;
        foreach (var peer in peers.Ready) TellOwn(peer);
    }

    private void TellOwn(Peer peer)
    {
        if (own.For(peer.Remote.Address) is not { } ours || !NetworkGroups.IsUsable(ours)) return;
        peer.Connection.Send(new AddrMessage([new TimedAddress((uint)clock.UtcNow.ToUnixTimeSeconds(), NetAddress.Of(ours, options.Services))]));
    }

    private bool TakeToken(Peer peer)
    {
        var state = peer.Addresses;
        var since = (clock.Now - state.TokensAt).TotalSeconds;
        if (state.Tokens < MostTokens) state.Tokens = Math.Min(MostTokens, state.Tokens + (since * TokensPerSecond));
        state.TokensAt = clock.Now;
        if (state.Tokens < 1) return false;
        state.Tokens -= 1;
        return true;
    }

    /// <summary>True when the entry is new and recent.</summary>
    private bool Learn(Peer peer, TimedAddress entry)
    {
        var now = clock.UtcNow.ToUnixTimeSeconds();
        var address = entry.Address.ToEndPoint();
        // A time from the future or the distant past says nothing; five days ago is a modest guess.
        var seen = entry.Time > now + Fresh.TotalSeconds || entry.Time < 100_000_000 ? now - (long)TimeSpan.FromDays(5).TotalSeconds : entry.Time;
        peer.Addresses.Known.Add(address);
        var added = book.Add(address, entry.Address.Services, seen - (long)TimeSpan.FromHours(2).TotalSeconds, peer.Remote.Address);
        return added && now - seen < Fresh.TotalSeconds;
    }

    private void PassOn(Peer from, ImmutableArray<TimedAddress>.Builder entries)
    {
        foreach (var entry in entries)
        {
            var address = entry.Address.ToEndPoint();
            var others = peers.Ready.Where(peer => peer != from && !peer.Addresses.Known.Contains(address)).ToArray();
            random.Shuffle(others);
            foreach (var peer in others.Take(PassedOnTo))
            {
                peer.Addresses.Known.Add(address);
                peer.Connection.Send(new AddrMessage([entry]));
            }
        }
    }
}
