using System.Net;
using Flux.P2P.Relay;

namespace Flux.P2P.Peers;

/// <summary>Address gossip of one peer (chain reference §11.4, addr).</summary>
internal sealed class PeerAddresses
{
    /// <summary>Entries that may still be taken; grows by 0.1 a second.</summary>
    public double Tokens { get; set; } = 1;

    /// <summary>When <see cref="Tokens"/> was last topped up.</summary>
    public TimeSpan TokensAt { get; set; }

    /// <summary>Entries that were looked at.</summary>
    public long Processed { get; set; }

    /// <summary>Entries that came when no token was left.</summary>
    public long RateLimited { get; set; }

    /// <summary>It asked for addresses before; the answer is given once.</summary>
    public bool WasAnswered { get; set; }

    /// <summary>What it has told or was told, so that nothing is passed on twice.</summary>
    public RecentSet<IPEndPoint> Known { get; } = new(1000);
}
