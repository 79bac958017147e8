using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Flux.Crypto.Hashing;
using Flux.Primitives;

namespace Flux.Apps.Reconciliation;

/// <summary>
/// A set of hashes in order, and the rule of set reconciliation between two nodes: who asks sends a summary of a range; who has something else
/// there answers with the hashes when they are few, or with summaries of smaller ranges. Nobody keeps anything between two questions.
/// </summary>
/// <remarks>
/// A fingerprint is a SHA-256 over the hashes, not a sum: nobody can choose members so that two different sets look alike. Cutting into
/// <see cref="Parts"/> parts of equal number makes about log16(n) questions, and what is told grows with the difference, not with the set.
/// </remarks>
public sealed class SortedHashes
{
    /// <summary>Up to so many hashes of a range are told one by one.</summary>
    public const int MostTold = 128;

    /// <summary>Into so many ranges a larger one is cut.</summary>
    public const int Parts = 16;

    private readonly Hash256[] hashes;

    /// <summary>The set of these hashes, in any order.</summary>
    public SortedHashes(IEnumerable<Hash256> members) => hashes = [.. members.Distinct().Order()];

    public int Count => hashes.Length;

    public bool Contains(Hash256 hash) => Array.BinarySearch(hashes, hash) >= 0;

    /// <summary>What this set has in a range.</summary>
    public RangeSummary Summary(HashRange range)
    {
        var members = Members(range);
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.Sha256(MemoryMarshal.AsBytes(members), digest);
        return new(range, members.Length, new(digest));
    }

    /// <summary>What to tell somebody who has that in a range.</summary>
    public RangeAnswer Answer(RangeSummary theirs)
    {
        if (theirs.Range.IsEmpty) return RangeAnswer.Same;
        var members = Members(theirs.Range);
        if (members.Length == 0 || Summary(theirs.Range) == theirs) return RangeAnswer.Same;
        return members.Length <= MostTold ? new([.. members], []) : new([], Cut(theirs.Range, members));
    }

    /// <summary>Of the parts another set has, those in which this one has something else.</summary>
    public IEnumerable<RangeSummary> Different(IEnumerable<RangeSummary> theirs) =>
        theirs.Where(part => !part.Range.IsEmpty && part.Count > 0).Select(part => (Theirs: part, Ours: Summary(part.Range))).Where(pair => pair.Theirs != pair.Ours).Select(pair => pair.Ours);

    private ImmutableArray<RangeSummary> Cut(HashRange range, ReadOnlySpan<Hash256> members)
    {
        var parts = ImmutableArray.CreateBuilder<RangeSummary>(Parts);
        for (var part = 0; part < Parts; part++)
        {
            var from = part == 0 ? range.From : members[members.Length * part / Parts];
            var to = part == Parts - 1 ? range.To : members[members.Length * (part + 1) / Parts];
            parts.Add(Summary(new(from, to)));
        }
        return parts.MoveToImmutable();
    }

    private ReadOnlySpan<Hash256> Members(HashRange range)
    {
        var (first, end) = (Place(range.From), range.To is { } to ? Place(to) : hashes.Length);
        return end <= first ? [] : hashes.AsSpan(first, end - first);
    }

    private int Place(Hash256 hash)
    {
        var place = Array.BinarySearch(hashes, hash);
        return place < 0 ? ~place : place;
    }
}
