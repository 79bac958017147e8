using System.Diagnostics.CodeAnalysis;

namespace Flux.P2P.Relay;

/// <summary>A set that remembers the last so many members and forgets the oldest. Grows only as it fills.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is a set in meaning; it offers no enumeration.")]
internal sealed class RecentSet<T>(int capacity)
    where T : notnull
{
    private readonly HashSet<T> _members = [];
    private readonly Queue<T> _order = new();

    public int Count => _members.Count;

    public bool Contains(T member) => _members.Contains(member);

    /// <summary>False when it was in the set.</summary>
    public bool Add(T member)
    {
        if (!_members.Add(member)) return false;
        _order.Enqueue(member);
        if (_order.Count > capacity) _members.Remove(_order.Dequeue());
        return true;
    }

    public void Clear()
    {
        _members.Clear();
        _order.Clear();
    }
}
