using Flux.Contracts.Rpc;
using Flux.Devnet.Status;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Wallets.CoinSelection;

namespace Flux.Devnet.Funding;

/// <summary>Finds mining rewards by reading blocks, which any fluxd serves without an index.</summary>
internal static class CoinbaseCoins
{
    private const int AtOnce = 8;

    /// <summary>The coinbase outputs of blocks 1 to <paramref name="count"/> that pay to a script, in height order.</summary>
    public static async Task<IReadOnlyList<SpendableCoin>> FindAsync(FluxdClient fluxd, int count, Script payee, CancellationToken cancel)
    {
        var coins = new List<SpendableCoin>[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForAsync(0, count, options, async (index, token) =>
        {
            var coinbase = (await BlockReader.ReadAsync(fluxd, index + 1, token)).Transactions[0];
            coins[index] = [.. CoinsOf(coinbase, payee)];
        });
        return [.. coins.SelectMany(list => list)];
    }

    private static IEnumerable<SpendableCoin> CoinsOf(Transaction transaction, Script payee) =>
        transaction.Outputs.Select((output, index) => (output, index))
            .Where(entry => entry.output.ScriptPubKey == payee)
            .Select(entry => new SpendableCoin(new OutPoint(transaction.Id, (uint)entry.index), entry.output));
}
