using Flux.Chain.Selection;
using Flux.Consensus.Headers;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;

namespace Flux.Chain.Writer;

/// <summary>Makes the picture that readers see. For the writer only.</summary>
internal sealed class SnapshotMaker(Network network, HeaderTree tree, TimeProvider time)
{
    private bool _caughtUp;

    public ChainSnapshot Make(LedgerState ledger, bool historyIsOpen)
    {
        var tip = tree.Tip;
        return new ChainSnapshot
        {
            Tip = tip,
            BestHeader = tree.Best,
            Ledger = ledger,
            MedianTime = tree.BranchOf(tip).MedianTimePast(),
            // Nothing may be mined, confirmed or paid on the word of a snapshot: until its history was judged the download is not over.
            IsInitialDownload = IsInitialDownload(tip) | historyIsOpen,
        };
    }

    /// <summary>
    /// Own networks: while the best header is more than the settled depth above the tip. Others: while the tip has too little work or is
    /// too old, and never again after that (chain reference §10.5).
    /// </summary>
    private bool IsInitialDownload(HeaderEntry tip)
    {
        if (network.InitialDownload.MostTipAge is not { } mostAge) return tree.Best.Height - tip.Height > network.SettledDepth;
        if (tip.Height == 0) return false;
        _caughtUp |= tip.ChainWork >= network.InitialDownload.MinimumChainWork && tip.Time >= time.GetUtcNow().ToUnixTimeSeconds() - mostAge;
        return !_caughtUp;
    }
}
