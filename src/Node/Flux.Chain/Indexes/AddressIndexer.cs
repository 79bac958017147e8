using Flux.Chain.Store.Coins;
using Flux.Chain.Store.Rows;
using Flux.Consensus.Blocks;
using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>Writes the address index: for every coin that a block makes or spends, a change and a row among the unspent.</summary>
internal sealed class AddressIndexer(RowBuffer rows, OutputOwner owner) : IBlockIndex
{
    public void Connect(Block block, int height, BlockUndo undo)
    {
        foreach (var move in Moves(block, height, undo))
        {
            rows.Put(AddressRows.ChangeKey(move.Delta, move.Order), AddressRows.ChangeValue(move.Delta));
            if (move.IsReceipt) PutUnspent(move);
            else DeleteUnspent(move);
        }
    }

    public void Disconnect(Block block, int height, BlockUndo undo)
    {
        foreach (var move in Moves(block, height, undo).Reverse())
        {
            rows.Delete(AddressRows.ChangeKey(move.Delta, move.Order));
            if (move.IsReceipt) DeleteUnspent(move);
            else PutUnspent(move);
        }
    }

    private void PutUnspent(Move move) => rows.Put(AddressRows.UnspentKey(move.Delta.Address, move.OutPoint), CoinCodec.Value(move.Coin));

    private void DeleteUnspent(Move move) => rows.Delete(AddressRows.UnspentKey(move.Delta.Address, move.OutPoint));

    private IEnumerable<Move> Moves(Block block, int height, BlockUndo undo)
    {
        var spent = 0;
        for (var place = 0; place < block.Transactions.Length; place++)
        {
            var transaction = block.Transactions[place];
            Coin? first = null;
            for (var i = 0; i < transaction.Inputs.Length && !transaction.IsCoinbase; i++)
            {
                var coin = undo.Spent[spent++];
                first ??= coin;
                if (MoveOf(coin, transaction.Inputs[i].PreviousOutput, height, place, transaction.Id, i, isReceipt: false) is { } move) yield return move;
            }
            var index = 0;
            foreach (var coin in owner.CoinsOf(transaction, height, first))
            {
                var outPoint = new OutPoint(transaction.Id, (uint)index);
                if (MoveOf(coin, outPoint, height, place, transaction.Id, index, isReceipt: true) is { } move) yield return move;
                index++;
            }
        }
        foreach (var move in RunOuts(height, undo)) yield return move;
    }

    private static IEnumerable<Move> RunOuts(int height, BlockUndo undo)
    {
        for (var i = 0; i < undo.RunOuts.Length; i++)
        {
            var (outPoint, coin) = undo.RunOuts[i];
            if (MoveOf(coin, outPoint, height, -1, outPoint.Transaction, (int)outPoint.Index, isReceipt: false) is { } move) yield return move with { Order = i };
        }
    }

    private static Move? MoveOf(Coin coin, OutPoint outPoint, int height, int place, TxId transaction, int index, bool isReceipt)
    {
        if (!OutputOwner.TryGetAddress(coin.Output.ScriptPubKey, out var address)) return null;
        var value = isReceipt ? coin.Output.Value : Amount.Zero - coin.Output.Value;
        return new Move(new AddressDelta(address, height, place, transaction, index, value, coin.IsEscrow), coin, outPoint, isReceipt, 0);
    }

    private sealed record Move(AddressDelta Delta, Coin Coin, OutPoint OutPoint, bool IsReceipt, int Order);
}
