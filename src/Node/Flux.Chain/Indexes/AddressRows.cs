using System.Buffers.Binary;
using Flux.Chain.Store;
using Flux.Chain.Store.Coins;
using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>
/// Rows of the address index. Unspent: <c>u</c> ‖ address ‖ outpoint → coin. Changes: <c>d</c> ‖ address ‖ BE32 height ‖ BE32 place in the
/// block ‖ spent 0 or received 1 ‖ BE32 index → value, transaction, escrow flag.
/// </summary>
internal static class AddressRows
{
    public const int AddressSize = 1 + Hash160.Size;

    private const byte Unspent = (byte)'u';
    private const byte Change = (byte)'d';
    private const int ChangeKeySize = 1 + AddressSize + 4 + 4 + 1 + 4;
    private const int ChangeValueSize = 8 + Hash256.Size + 1;

    /// <summary>Where the unspent outputs of all addresses begin; those of one stand together.</summary>
    public static ReadOnlySpan<byte> EveryUnspent => [Unspent];

    public static bool IsUnspent(ReadOnlySpan<byte> key) => key is [Unspent, ..];

    /// <summary>The address of a row's key.</summary>
    public static AddressKey AddressOf(ReadOnlySpan<byte> key) => key.Length > AddressSize
        ? new AddressKey(key[1] != 0, new Hash160(key.Slice(2, Hash160.Size)))
        : throw ChainStoreException.Corrupt("a row of the address index has a wrong size");

    public static byte[] UnspentPrefix(AddressKey address) => Prefix(Unspent, address);

    public static byte[] UnspentKey(AddressKey address, OutPoint outPoint) => [.. UnspentPrefix(address), .. CoinCodec.Key(outPoint)];

    public static byte[] ChangePrefix(AddressKey address, int height)
    {
        var prefix = new byte[1 + AddressSize + 4];
        Prefix(Change, address).CopyTo(prefix, 0);
        BinaryPrimitives.WriteInt32BigEndian(prefix.AsSpan(1 + AddressSize), height);
        return prefix;
    }

    /// <summary>The key of a change; <paramref name="order"/> tells run-outs of one block apart, which have no place in it.</summary>
    public static byte[] ChangeKey(AddressDelta delta, int order)
    {
        var key = new byte[ChangeKeySize];
        ChangePrefix(delta.Address, delta.Height).CopyTo(key, 0);
        var rest = key.AsSpan(1 + AddressSize + 4);
        BinaryPrimitives.WriteInt32BigEndian(rest, delta.BlockIndex < 0 ? int.MaxValue : delta.BlockIndex);
        rest[4] = delta.Value < Amount.Zero ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt32BigEndian(rest[5..], delta.BlockIndex < 0 ? order : delta.Index);
        return key;
    }

    public static byte[] ChangeValue(AddressDelta delta)
    {
        var value = new byte[ChangeValueSize + (delta.BlockIndex < 0 ? 4 : 0)];
        BinaryPrimitives.WriteInt64LittleEndian(value, delta.Value.Satoshis);
        delta.Transaction.Value.Bytes.CopyTo(value.AsSpan(8));
        value[8 + Hash256.Size] = delta.IsEscrow ? (byte)1 : (byte)0;
        if (delta.BlockIndex < 0) BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(ChangeValueSize), delta.Index);
        return value;
    }

    public static AddressDelta ReadChange(AddressKey address, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.Length != ChangeKeySize || value.Length < ChangeValueSize) throw ChainStoreException.Corrupt("a row of the address index has a wrong size");
        var rest = key[(1 + AddressSize)..];
        var place = BinaryPrimitives.ReadInt32BigEndian(rest[4..]);
        var runOut = value.Length > ChangeValueSize;
        return new AddressDelta(
            address,
            BinaryPrimitives.ReadInt32BigEndian(rest),
            runOut ? -1 : place,
            new TxId(new Hash256(value.Slice(8, Hash256.Size))),
            runOut ? BinaryPrimitives.ReadInt32LittleEndian(value[ChangeValueSize..]) : BinaryPrimitives.ReadInt32BigEndian(rest[9..]),
            new Amount(BinaryPrimitives.ReadInt64LittleEndian(value)),
            value[8 + Hash256.Size] != 0);
    }

    public static AddressCoin ReadUnspent(AddressKey address, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        new(address, CoinCodec.ReadKey(key[(1 + AddressSize)..]), CoinCodec.ReadValue(value));

    private static byte[] Prefix(byte kind, AddressKey address)
    {
        var prefix = new byte[1 + AddressSize];
        prefix[0] = kind;
        prefix[1] = address.IsScriptHash ? (byte)1 : (byte)0;
        address.Hash.Bytes.CopyTo(prefix.AsSpan(2));
        return prefix;
    }
}
