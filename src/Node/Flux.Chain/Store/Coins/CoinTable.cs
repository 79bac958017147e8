using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Flux.Primitives;

namespace Flux.Chain.Store.Coins;

/// <summary>
/// A dictionary by outpoint in many small parts. One large one doubles at once: tens of megabytes stand beside their successor until the
/// runtime's rare full collection. Not for several threads.
/// </summary>
internal sealed class CoinTable<T>
    where T : struct
{
    // Three hundred thousand coins make parts whose arrays stay below what the runtime treats as large objects.
    private const int Parts = 1024;

    private readonly Dictionary<OutPoint, T>[] _parts = [.. Enumerable.Range(0, Parts).Select(_ => new Dictionary<OutPoint, T>())];

    public bool TryGetValue(OutPoint outPoint, [MaybeNullWhen(false)] out T value) => Part(outPoint).TryGetValue(outPoint, out value);

    public bool ContainsKey(OutPoint outPoint) => Part(outPoint).ContainsKey(outPoint);

    public void Set(OutPoint outPoint, T value) => Part(outPoint)[outPoint] = value;

    public void Remove(OutPoint outPoint) => Part(outPoint).Remove(outPoint);

    /// <summary>The value's place, to change it during <see cref="Entries"/>; the key must be there.</summary>
    public ref T Reference(OutPoint outPoint) => ref CollectionsMarshal.GetValueRefOrNullRef(Part(outPoint), outPoint);

    /// <summary>All of them; entries may be removed and their values changed meanwhile, none added.</summary>
    public IEnumerable<KeyValuePair<OutPoint, T>> Entries()
    {
        foreach (var part in _parts)
        {
            foreach (var entry in part) yield return entry;
        }
    }

    // An id is a hash: any bits of it spread evenly. One who grinds ids fills one part, which then is the one large dictionary.
    private Dictionary<OutPoint, T> Part(OutPoint outPoint) =>
        _parts[BinaryPrimitives.ReadUInt16LittleEndian(outPoint.Transaction.Value.Bytes) % Parts];
}
