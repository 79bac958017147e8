using Flux.Apps.Messages;

namespace Flux.Os.Registry;

/// <summary>
/// Bounds on messages that nobody has paid for: anybody can sign them for nothing. Each owner and each source (the node that announced it
/// first, our own API, a node we reconciled with) has a share; when all is full, the oldest of the source that takes most goes.
/// Not for several threads at once.
/// </summary>
internal sealed class UnpaidBook
{
    /// <summary>Messages and characters of all.</summary>
    public const int Most = 20_000;

    /// <inheritdoc cref="Most"/>
    public const long MostCharacters = 64 << 20;

    /// <summary>Messages and characters of one owner.</summary>
    public const int MostOfAnOwner = 100;

    /// <inheritdoc cref="MostOfAnOwner"/>
    public const long MostCharactersOfAnOwner = 2 << 20;

    /// <summary>Messages and characters of one source.</summary>
    public const int MostOfASource = 4_000;

    /// <inheritdoc cref="MostOfASource"/>
    public const long MostCharactersOfASource = 16 << 20;

    private readonly Dictionary<MessageHash, Entry> _entries = [];
    private readonly Dictionary<string, Share> _owners = [], _sources = [];
    private readonly Share _all = new();

    public int Count => _entries.Count;

    /// <summary>Why one more is not taken; null when it is.</summary>
    public string? WhyNot(string owner, string source, int length)
    {
        if (_owners.TryGetValue(owner, out var own) && (own.Count >= MostOfAnOwner || own.Characters + length > MostCharactersOfAnOwner))
            return $"{owner} has {own.Count} messages that wait for their payment; pay for some, or wait an hour";
        if (_sources.TryGetValue(source, out var told) && (told.Count >= MostOfASource || told.Characters + length > MostCharactersOfASource))
            return $"{told.Count} messages that came the same way wait for their payment; try another node, or wait an hour";
        return null;
    }

    /// <summary>Enters a message; gives those that must go for it.</summary>
    public IReadOnlyList<MessageHash> Add(MessageHash hash, string owner, string source, int length, long received)
    {
        if (_entries.ContainsKey(hash)) return [];
        _entries[hash] = new(owner, source, length, received);
        foreach (var share in (Share[])[_all, Of(_owners, owner), Of(_sources, source)]) share.Add(length);
        var gone = new List<MessageHash>();
        while (_all.Count > Most || _all.Characters > MostCharacters)
        {
            var heaviest = _sources.MaxBy(share => share.Value.Characters).Key;
            var oldest = _entries.Where(entry => entry.Value.Source == heaviest).MinBy(entry => entry.Value.Received).Key;
            Remove(oldest);
            gone.Add(oldest);
        }
        return gone;
    }

    /// <summary>Those that came before a moment.</summary>
    public IReadOnlyList<MessageHash> OlderThan(long received) => [.. _entries.Where(entry => entry.Value.Received < received).Select(entry => entry.Key)];

    /// <summary>It was paid, or is over.</summary>
    public void Remove(MessageHash hash)
    {
        if (!_entries.Remove(hash, out var entry)) return;
        _all.Remove(entry.Length);
        Drop(_owners, entry.Owner, entry.Length);
        Drop(_sources, entry.Source, entry.Length);
    }

    private static Share Of(Dictionary<string, Share> shares, string key) => shares.TryGetValue(key, out var share) ? share : shares[key] = new();

    private static void Drop(Dictionary<string, Share> shares, string key, int length)
    {
        shares[key].Remove(length);
        if (shares[key].Count == 0) shares.Remove(key);
    }

    private readonly record struct Entry(string Owner, string Source, int Length, long Received);

    private sealed class Share
    {
        public int Count { get; private set; }

        public long Characters { get; private set; }

        public void Add(int length) => (Count, Characters) = (Count + 1, Characters + length);

        public void Remove(int length) => (Count, Characters) = (Count - 1, Characters - length);
    }
}
