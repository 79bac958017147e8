using Flux.Primitives;

namespace Flux.Daemon.Wallet;

/// <summary>A transaction that touches the wallet.</summary>
/// <param name="Transaction">The transaction.</param>
/// <param name="Height">Its block; 0 while it waits.</param>
/// <param name="Block">Its block; zero while it waits.</param>
/// <param name="Place">Its index within the block.</param>
/// <param name="BlockTime">Its block's time, Unix seconds.</param>
/// <param name="Received">When the wallet first saw it, Unix seconds.</param>
internal sealed record WalletEntry(Transaction Transaction, int Height, BlockHash Block, int Place, long BlockTime, long Received)
{
    public TxId Id => Transaction.Id;

    public int ConfirmationsAt(int tip) => Height == 0 ? 0 : tip - Height + 1;
}
