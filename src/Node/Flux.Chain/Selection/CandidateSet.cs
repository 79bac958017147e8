using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>
/// Ends and inner blocks of branches that could be connected, best first. Preferred: more work; then, between two proof-of-node blocks of
/// one height, the smaller eligibility hash (chain reference §10.1); then the branch that was complete earlier. For the writer only.
/// </summary>
internal sealed class CandidateSet
{
    private readonly SortedSet<Candidate> _ordered = [];
    private readonly Dictionary<BlockHash, Candidate> _byHash = [];

    public void Add(HeaderEntry entry)
    {
        Remove(entry.Hash);
        var candidate = Of(entry);
        _byHash.Add(entry.Hash, candidate);
        _ordered.Add(candidate);
    }

    public void Remove(BlockHash hash)
    {
        if (_byHash.Remove(hash, out var candidate)) _ordered.Remove(candidate);
    }

    public void Clear()
    {
        _ordered.Clear();
        _byHash.Clear();
    }

    /// <summary>The best candidate when it is strictly better than the tip; null when the tip should stay.</summary>
    public BlockHash? BetterThan(HeaderEntry tip)
    {
        if (_ordered.Count == 0) return null;
        var best = _ordered.Min;
        return best.Hash != tip.Hash && Of(tip).IsWorseThan(best) ? best.Hash : null;
    }

    /// <summary>Forgets what has less work than the tip: it can only come back through the operator, who makes the set be built anew.</summary>
    public void Prune(HeaderEntry tip)
    {
        while (_ordered.Count > 0 && _ordered.Max.Work < tip.ChainWork) Remove(_ordered.Max.Hash);
    }

    private static Candidate Of(HeaderEntry entry) =>
        new(entry.ChainWork, entry.IsProofOfNode ? entry.Height : -1, entry.Eligibility, entry.Arrival, entry.Hash);

    private readonly record struct Candidate(UInt256 Work, int PonHeight, Hash256 Eligibility, long Arrival, BlockHash Hash) : IComparable<Candidate>
    {
        /// <summary>Better ones come first.</summary>
        public int CompareTo(Candidate other)
        {
            var preference = Preference(other);
            return preference != 0 ? preference : Hash.CompareTo(other.Hash);
        }

        /// <summary>The other is preferred for a reason, not only to have an order.</summary>
        public bool IsWorseThan(Candidate other) => Preference(other) > 0;

        private int Preference(Candidate other)
        {
            if (Work != other.Work) return other.Work.CompareTo(Work);
            if (PonHeight >= 0 && PonHeight == other.PonHeight && Eligibility != other.Eligibility) return Eligibility.CompareTo(other.Eligibility);
            return Arrival.CompareTo(other.Arrival);
        }
    }
}
