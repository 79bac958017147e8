using System.Buffers.Binary;

namespace Flux.Fuzz.Engine;

/// <summary>Makes a new input of old ones. Deterministic for a seed.</summary>
internal sealed class Mutator(int seed)
{
    private const int LongestInput = 8192;

    private static readonly ulong[] Edges =
        [0, 1, 2, 0x7f, 0x80, 0xfc, 0xfd, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x0200_0000, 0x0200_0001, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x7fff_ffff_ffff_ffff, ulong.MaxValue];

    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    /// <summary>One to eight changes of <paramref name="input"/>, sometimes with a piece of <paramref name="other"/>.</summary>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var changes = 1 + _random.Next(8); changes > 0; changes--) Change(bytes, other);
        if (bytes.Count > LongestInput) bytes.RemoveRange(LongestInput, bytes.Count - LongestInput);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        var at = _random.Next(bytes.Count + 1);
        switch (_random.Next(8))
        {
            case 0 when at < bytes.Count: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
            case 1 when at < bytes.Count: bytes[at] = (byte)_random.Next(256); break;
            case 2: bytes.Insert(at, (byte)_random.Next(256)); break;
            case 3: bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + _random.Next(16))); break;
            case 4: bytes.InsertRange(at, Piece(other)); break;
            case 5: bytes.InsertRange(at, Piece([.. bytes])); break;
            case 6: Overwrite(bytes, at); break;
            default: if (bytes.Count > 0) bytes[_random.Next(bytes.Count)] = (byte)Edges[_random.Next(10)]; break;
        }
    }

    private byte[] Piece(byte[] source)
    {
        if (source.Length == 0) return [];
        var from = _random.Next(source.Length);
        return source[from..Math.Min(source.Length, from + 1 + _random.Next(64))];
    }

    private void Overwrite(List<byte> bytes, int at)
    {
        Span<byte> edge = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(edge, Edges[_random.Next(Edges.Length)]);
        foreach (var value in edge[..(1 << _random.Next(4))])
        {
            if (at < bytes.Count) bytes[at++] = value;
        }
    }
}
