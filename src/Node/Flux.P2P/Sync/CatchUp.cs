using Flux.P2P.Peers;
using Flux.Primitives;

namespace Flux.P2P.Sync;

/// <summary>
/// Whether loose transactions and announcements are to wait because we are still downloading. Existing networks: as long as the chain says so.
/// Own networks, whose download ends at the best known header: only while blocks come, because headers whose blocks nobody has must not
/// silence the node. Owned by the <see cref="NetworkLoop"/>.
/// </summary>
internal sealed class CatchUp(PeerRules rules, IChainPort chain, MonotonicClock clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private BlockHash _tip;
    private TimeSpan _tipSince;

    public bool IsRunning
    {
        get
        {
            var view = chain.View;
            if (view.Tip.Hash != _tip) (_tip, _tipSince) = (view.Tip.Hash, clock.Now);
            if (!view.IsInitialDownload) return false;
            return rules.IgnoreGetHeadersDuringInitialDownload || clock.Now - _tipSince < Patience;
        }
    }
}
