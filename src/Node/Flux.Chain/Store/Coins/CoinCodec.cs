using System.Buffers.Binary;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Chain.Store.Coins;

/// <summary>
/// Coins as rows. Key: transaction id (digest order) ‖ BE32 index, so that outputs of a transaction stand together in order.
/// Value: varint of height·4 + escrow·2 + coinbase ‖ varint value ‖ [varint escrow blocks] ‖ script.
/// </summary>
internal static class CoinCodec
{
    public const int KeySize = OutPoint.Size;

    private const int LongestVarint = 10;

    public static void WriteKey(Span<byte> key, OutPoint outPoint)
    {
        outPoint.Transaction.Value.Bytes.CopyTo(key);
        BinaryPrimitives.WriteUInt32BigEndian(key[Hash256.Size..], outPoint.Index);
    }

    public static byte[] Key(OutPoint outPoint)
    {
        var key = new byte[KeySize];
        WriteKey(key, outPoint);
        return key;
    }

    /// <summary>The keys of several, one behind the other.</summary>
    public static byte[] Keys(IReadOnlyList<OutPoint> outPoints)
    {
        var keys = new byte[outPoints.Count * KeySize];
        for (var i = 0; i < outPoints.Count; i++) WriteKey(keys.AsSpan(i * KeySize, KeySize), outPoints[i]);
        return keys;
    }

    public static OutPoint ReadKey(ReadOnlySpan<byte> key) => key.Length == KeySize
        ? new OutPoint(new TxId(new Hash256(key[..Hash256.Size])), BinaryPrimitives.ReadUInt32BigEndian(key[Hash256.Size..]))
        : throw ChainStoreException.Corrupt("a coin has a key of wrong size");

    public static byte[] Value(Coin coin)
    {
        Span<byte> head = stackalloc byte[3 * LongestVarint];
        var length = WriteVarint(head, ((ulong)(uint)coin.Height << 2) | (coin.IsEscrow ? 2UL : 0) | (coin.IsCoinbase ? 1UL : 0));
        length += WriteVarint(head[length..], (ulong)coin.Output.Value.Satoshis);
        if (coin.IsEscrow) length += WriteVarint(head[length..], (ulong)coin.EscrowBlocks);
        var script = coin.Output.ScriptPubKey.Bytes;
        var value = new byte[length + script.Length];
        head[..length].CopyTo(value);
        script.CopyTo(value.AsSpan(length));
        return value;
    }

    public static Coin ReadValue(ReadOnlySpan<byte> value)
    {
        var code = ReadVarint(ref value);
        var satoshis = ReadVarint(ref value);
        var escrowBlocks = (code & 2) != 0 ? ReadVarint(ref value) : 0;
        return new Coin(
            new TxOutput(new Amount((long)satoshis), new Script(value.ToArray())), (int)(code >> 2), (code & 1) != 0, (int)escrowBlocks);
    }

    private static int WriteVarint(Span<byte> into, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7) into[length++] = (byte)(value | 0x80);
        into[length++] = (byte)value;
        return length;
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> from)
    {
        ulong value = 0;
        for (var i = 0; i < LongestVarint && i < from.Length; i++)
        {
            value |= (ulong)(from[i] & 0x7f) << (7 * i);
            if ((from[i] & 0x80) != 0) continue;
            from = from[(i + 1)..];
            return value;
        }
        throw ChainStoreException.Corrupt("a coin cannot be read");
    }
}
