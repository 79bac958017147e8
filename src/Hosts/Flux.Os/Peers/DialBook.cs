using System.Collections.Concurrent;
using Flux.Apps.Messages;

namespace Flux.Os.Peers;

/// <summary>
/// When a node may be dialled again. The existing network waits 2, 5, 10, 15 minutes (FluxOS reference §4.7); here the first pauses are seconds,
/// so that a network whose nodes start together comes together, and the longest is the same.
/// </summary>
internal sealed class DialBook(TimeProvider time)
{
    /// <summary>Pause after the first failure; it doubles up to <see cref="Longest"/>.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(2);

    /// <summary>Longest pause, and the pause after a refusal for a reason that does not pass.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>So many connections that ended within <see cref="Memory"/> make a node unstable: it is dialled every <see cref="Longest"/> only.</summary>
    public const int UnstableFrom = 5;

    /// <inheritdoc cref="UnstableFrom"/>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(2);

    private const int MostAddresses = 20_000;
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<NodeAddress, Entry> _entries = new();

    /// <summary>Nodes that are remembered.</summary>
    public int Count => _entries.Count;

    /// <summary>Whether its pause is over.</summary>
    public bool MayDial(NodeAddress address) => !_entries.TryGetValue(address, out var entry) || time.GetElapsedTime(entry.At) >= entry.Pause;

    /// <summary>A connection to it ended before: it is told that this is a new try.</summary>
    public bool WasConnected(NodeAddress address) => _entries.TryGetValue(address, out var entry) && !entry.Ends.IsEmpty;

    /// <summary>It could not be reached.</summary>
    public void Failed(NodeAddress address) => Note(address, entry => entry.Again(time.GetTimestamp()));

    /// <summary>A connection to it ended.</summary>
    /// <param name="closeCode">What it said, or null.</param>
    /// <param name="lasted">How long the connection was up.</param>
    public void Ended(NodeAddress address, int? closeCode, TimeSpan lasted) => Note(address, entry =>
    {
        var now = time.GetTimestamp();
        var ends = entry.Ends.Where(at => time.GetElapsedTime(at, now) < Memory).Append(now).TakeLast(UnstableFrom).ToList();
        var next = new Entry(lasted >= Steady ? 0 : entry.Failures, entry.At, entry.Pause, [.. ends]).Again(now);
        return CloseCode.IsLasting(closeCode) || ends.Count >= UnstableFrom ? next with { Pause = Longest } : next;
    });

    private void Note(NodeAddress address, Func<Entry, Entry> change)
    {
        // Only listed nodes are dialled; that there are so many addresses means that lists changed often.
        if (_entries.Count >= MostAddresses) _entries.Clear();
        _entries.AddOrUpdate(address, _ => change(Entry.None), (_, entry) => change(entry));
    }

    private sealed record Entry(int Failures, long At, TimeSpan Pause, System.Collections.Immutable.ImmutableArray<long> Ends)
    {
        private const int MostDoublings = 10;

        public static Entry None { get; } = new(0, 0, TimeSpan.Zero, []);

        public Entry Again(long now) =>
            this with { Failures = Failures + 1, At = now, Pause = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(Failures, MostDoublings))) };
    }
}
