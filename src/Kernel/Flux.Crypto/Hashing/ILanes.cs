using System.Runtime.InteropServices;

namespace Flux.Crypto.Hashing;

/// <summary>Several 64-bit words worked on at once. The struct's bits are the words, lane 0 first.</summary>
internal interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>How many.</summary>
    static abstract int Count { get; }

    /// <summary>The same word in every lane.</summary>
    static abstract TSelf Broadcast(ulong word);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    static abstract TSelf RotateRight16(TSelf value);

    static abstract TSelf RotateRight24(TSelf value);

    static abstract TSelf RotateRight32(TSelf value);

    static abstract TSelf RotateRight63(TSelf value);

    /// <summary>Writes eight vectors lane by lane: the words of lane 0 first, eight a lane.</summary>
    static virtual void WriteByLane(ReadOnlySpan<TSelf> vectors, Span<ulong> words)
    {
        ReadOnlySpan<ulong> byVector = MemoryMarshal.Cast<TSelf, ulong>(vectors);
        for (int lane = 0; lane < TSelf.Count; lane++)
        {
            for (int word = 0; word < 8; word++)
            {
                words[(8 * lane) + word] = byVector[(TSelf.Count * word) + lane];
            }
        }
    }
}
