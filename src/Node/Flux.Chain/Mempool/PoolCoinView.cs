using Flux.Consensus.Blocks;
using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>The coins after the tip, and those that waiting transactions make. Whether one is spent by a waiting transaction is not looked at.</summary>
internal sealed class PoolCoinView(TransactionPool pool, ICoinView chain) : ICoinView
{
    public Coin? Find(OutPoint outPoint) => chain.Find(outPoint) ?? pool.FindCoin(outPoint);
}
