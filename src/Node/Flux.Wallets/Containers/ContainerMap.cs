namespace Flux.Wallets.Containers;

/// <summary>One map of a container while it is read. Keys must ascend, which also rules out a key that stands twice.</summary>
internal sealed class ContainerMap(string name)
{
    private readonly List<(byte Field, string Key, byte[] Value)> _entries = [];
    private readonly HashSet<int> _used = [];
    private byte[] _last = [];

    public void Add(ReadOnlySpan<byte> key, byte[] value)
    {
        if (_entries.Count > 0 && key.SequenceCompareTo(_last) <= 0) throw new ContainerException($"{name}: keys are not in ascending order");
        _last = key.ToArray();
        _entries.Add((key[0], Convert.ToHexStringLower(key[1..]), value));
    }

    public byte[] Single(byte field, string what) => Optional(field) ?? throw new ContainerException($"{name}: {what} is missing");

    public byte[]? Optional(byte field)
    {
        var place = _entries.FindIndex(entry => entry.Field == field && entry.Key.Length == 0);
        if (place < 0) return null;
        _used.Add(place);
        return _entries[place].Value;
    }

    public IReadOnlyList<(string Key, byte[] Value)> Keyed(byte field)
    {
        var found = new List<(string, byte[])>();
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Field != field || _entries[i].Key.Length == 0 || !_used.Add(i)) continue;
            found.Add((_entries[i].Key, _entries[i].Value));
        }
        return found;
    }

    public void RequireNothingElse()
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (!_used.Contains(i)) throw new ContainerException($"{name}: field {_entries[i].Field:x2} is not known here; update the wallet");
        }
    }
}
