using System.Buffers.Binary;
using Flux.Chain.Store.Coins;
using Flux.Chain.Store.Rows;
using Flux.Consensus.Blocks;
using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>Who spent each output on the main chain. Key: outpoint as coins have it; value: spender, input, height.</summary>
internal sealed class SpentIndex(RowBuffer rows) : IBlockIndex
{
    private const int ValueSize = Hash256.Size + 8;

    public void Connect(Block block, int height, BlockUndo undo)
    {
        foreach (var (outPoint, spender, input) in Spends(block))
        {
            var value = new byte[ValueSize];
            spender.Value.Bytes.CopyTo(value);
            BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(Hash256.Size), input);
            BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(Hash256.Size + 4), height);
            rows.Put(CoinCodec.Key(outPoint), value);
        }
    }

    public void Disconnect(Block block, int height, BlockUndo undo)
    {
        foreach (var (outPoint, _, _) in Spends(block)) rows.Delete(CoinCodec.Key(outPoint));
    }

    public static SpentOutput Read(ReadOnlySpan<byte> value) => new(
        new TxId(new Hash256(value[..Hash256.Size])),
        BinaryPrimitives.ReadInt32LittleEndian(value[Hash256.Size..]),
        BinaryPrimitives.ReadInt32LittleEndian(value[(Hash256.Size + 4)..]));

    private static IEnumerable<(OutPoint OutPoint, TxId Spender, int Input)> Spends(Block block)
    {
        foreach (var transaction in block.Transactions.Skip(1))
        {
            for (var i = 0; i < transaction.Inputs.Length; i++) yield return (transaction.Inputs[i].PreviousOutput, transaction.Id, i);
        }
    }
}
