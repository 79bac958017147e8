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
    private readonly AddressNotes<Entry> _notes = new(MostAddresses, Memory, time);

    /// <summary>Whether its pause is over.</summary>
    public bool MayDial(NodeAddress address) => _notes.Find(address) is not { } entry || time.GetElapsedTime(entry.At) >= entry.Pause;

    /// <summary>A connection to it ended before: it is told that this is a new try.</summary>
    public bool WasConnected(NodeAddress address) => _notes.Find(address) is { Ends.IsEmpty: false };

    /// <summary>It could not be reached.</summary>
    public void Failed(NodeAddress address) => _notes.Change(address, (now, entry) => (entry ?? Entry.None).Again(now));

    /// <summary>A connection to it ended.</summary>
    /// <param name="closeCode">What it said, or null.</param>
    /// <param name="lasted">How long the connection was up.</param>
    public void Ended(NodeAddress address, int? closeCode, TimeSpan lasted) => _notes.Change(address, (now, known) =>
    {
        var entry = known ?? Entry.None;
        var ends = entry.Ends.Where(at => time.GetElapsedTime(at, now) < Memory).Append(now).TakeLast(UnstableFrom).ToList();
        var next = new Entry(lasted >= Steady ? 0 : entry.Failures, entry.At, entry.Pause, [.. ends]).Again(now);
        return CloseCode.IsLasting(closeCode) || ends.Count >= UnstableFrom ? next with { Pause = Longest } : next;
    });

    private sealed record Entry(int Failures, long At, TimeSpan Pause, System.Collections.Immutable.ImmutableArray<long> Ends)
    {
        private const int MostDoublings = 10;

        public static Entry None { get; } = new(0, 0, TimeSpan.Zero, []);

        public Entry Again(long now) =>
            this with { Failures = Failures + 1, At = now, Pause = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(Failures, MostDoublings))) };
    }
}
