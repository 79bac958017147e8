using System.Runtime.InteropServices;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Scripts;

/// <summary>Elements of a running script. They are never changed, so that copies of an element share their bytes.</summary>
internal sealed class ScriptStack
{
    private static readonly ReadOnlyMemory<byte> One = new byte[] { 1 };

    private readonly List<ReadOnlyMemory<byte>> _elements;

    public ScriptStack() => _elements = new List<ReadOnlyMemory<byte>>(8);

    private ScriptStack(List<ReadOnlyMemory<byte>> elements) => _elements = elements;

    public int Count => _elements.Count;

    /// <summary>The element <paramref name="depth"/> below the top; 0 is the top.</summary>
    public ReadOnlyMemory<byte> this[int depth] => _elements[^(depth + 1)];

    public ScriptStack Copy() => new([.. _elements]);

    public void Push(ReadOnlyMemory<byte> element) => _elements.Add(element);

    public void PushBool(bool value) => _elements.Add(value ? One : default);

    public void PushNumber(long value) => _elements.Add(ScriptNumber.ToBytes(value));

    public ReadOnlyMemory<byte> Pop()
    {
        var element = _elements[^1];
        _elements.RemoveAt(_elements.Count - 1);
        return element;
    }

    public void Drop(int count) => CollectionsMarshal.SetCount(_elements, _elements.Count - count);

    public ReadOnlyMemory<byte> RemoveAt(int depth)
    {
        var index = _elements.Count - 1 - depth;
        var element = _elements[index];
        _elements.RemoveAt(index);
        return element;
    }

    /// <summary>Puts an element so that <paramref name="depth"/> others lie above it.</summary>
    public void Insert(int depth, ReadOnlyMemory<byte> element) => _elements.Insert(_elements.Count - depth, element);

    /// <summary>False is empty, any number of zero bytes, or those with 0x80 at the end (negative zero).</summary>
    public static bool IsTrue(ReadOnlySpan<byte> element)
    {
        var first = element.IndexOfAnyExcept((byte)0);
        return first >= 0 && (first != element.Length - 1 || element[first] != 0x80);
    }
}
