using System.Buffers.Binary;
using System.Text;

namespace Flux.Chain.Snapshots;

/// <summary>
/// Reads a snapshot from first to last byte, each part once and in order: <see cref="Headers"/>, <see cref="Rows"/>, <see cref="ReadEnd"/>. Lengths
/// are bounded by what is left of the file before anything is allocated. Every fault is a <see cref="SnapshotFormatException"/>.
/// </summary>
internal sealed class SnapshotReader
{
    private const int LargestHeader = 2_000;
    private const int LargestName = 32;
    private const int LargestKey = 128;
    private const int LargestValue = 1 << 20;
    private const int LargestBlock = 8 << 20;
    private const int LargestUndo = 64 << 20;

    private readonly Stream _input;
    private readonly int _families;
    private long _position;

    /// <summary>Reads the head. <paramref name="families"/>: how many there must be.</summary>
    public SnapshotReader(Stream input, int families)
    {
        (_input, _families) = (input, families);
        var head = new byte[SnapshotHead.Size];
        var got = input.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        _position = got;
        Head = SnapshotHead.Read(head.AsSpan(0, got));
    }

    public SnapshotHead Head { get; }

    /// <summary>The headers of heights 1 to that of the base block.</summary>
    public IEnumerable<SnapshotHeader> Headers()
    {
        for (var height = 1; height <= Head.Height; height++)
        {
            var transactions = Number("a number of transactions", 1, int.MaxValue);
            var size = Number("a block size", 1, int.MaxValue);
            yield return new SnapshotHeader(Sized("a header", LargestHeader), transactions, size);
        }
    }

    /// <summary>The rows of every family; <paramref name="begin"/> and <paramref name="end"/> hear of the families themselves.</summary>
    public IEnumerable<SnapshotRow> Rows(Action<string>? begin = null, Action? end = null)
    {
        for (var i = 0; i < _families; i++)
        {
            var letters = Sized("the name of a family", LargestName);
            if (!Ascii.IsValid(letters)) throw Fault("the name of a family is no text");
            var name = Encoding.ASCII.GetString(letters);
            begin?.Invoke(name);
            byte[] last = [];
            while (Sized("a key", LargestKey) is { Length: > 0 } key)
            {
                if (key.AsSpan().SequenceCompareTo(last) <= 0) throw Fault("a key does not follow the one before it");
                yield return new SnapshotRow(name, last = key, Sized("a value", LargestValue));
            }
            end?.Invoke();
        }
        if (Number("the end of the families", 0, LargestName) != 0) throw Fault("it has more families than this program knows");
    }

    /// <summary>The base block and its undo; nothing may follow.</summary>
    public (byte[] Block, byte[] Undo) ReadEnd()
    {
        var end = (Sized("the base block", LargestBlock), Sized("the base block's undo", LargestUndo));
        return _input.ReadByte() < 0 ? end : throw Fault("bytes follow its end");
    }

    private byte[] Sized(string what, int most)
    {
        var length = Number(what, 0, most);
        if (length > _input.Length - _position) throw Fault($"it ends within {what}");
        var bytes = new byte[length];
        Fill(bytes, what);
        return bytes;
    }

    private int Number(string what, int least, int most)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        Fill(bytes, what);
        var value = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return value >= least && value <= most ? value : throw Fault($"{what} is {value}, where {least} to {most} is possible");
    }

    private void Fill(Span<byte> bytes, string what)
    {
        var got = _input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        _position += got;
        if (got < bytes.Length) throw Fault($"it ends within {what}");
    }

    private SnapshotFormatException Fault(string what) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"near byte {_position}: {what}"));
}
