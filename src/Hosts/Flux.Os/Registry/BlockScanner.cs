using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Consensus.Escrow;
using Flux.Contracts.Rpc;
using Flux.Primitives;
using Flux.Primitives.Memos;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;

namespace Flux.Os.Registry;

/// <summary>Reads blocks from fluxd and finds what the registry needs of them: escrow payments and spends of escrow coins.</summary>
internal sealed class BlockScanner(FluxdClient fluxd, RegistryRules rules)
{
    /// <summary>Reads the best chain's block at a height, with its parent's hash. <paramref name="isEscrowCoin"/> knows the coins of earlier blocks.</summary>
    public async Task<(RegistryBlock Block, BlockHash Parent)> ReadAsync(int height, Func<OutPoint, bool> isEscrowCoin, CancellationToken cancellation)
    {
        var hash = await fluxd.BlockHashAsync(height, cancellation).ConfigureAwait(false);
        var hex = (await fluxd.CallAsync("getblock", cancellation, hash, 0).ConfigureAwait(false)).GetString()!;
        if (!BlockCodec.TryParse(Convert.FromHexString(hex), out var block, out var error)) throw new RpcUnreachableException($"fluxd's block {hash} cannot be read: {error}");
        return (rules.MainWay is null ? Extract(block, height, isEscrowCoin) : await ExtractMainAsync(block, height, MainPayments.PriceScripts, cancellation).ConfigureAwait(false), block.Header.Previous);
    }

    /// <summary>What a block of the existing network holds. Price messages are rare; for each fluxd is asked whose coins it spends.</summary>
    internal async Task<RegistryBlock> ExtractMainAsync(Block block, int height, ImmutableArray<Script> priceScripts, CancellationToken cancellation)
    {
        var (found, candidates) = MainPayments.Extract(block, height, priceScripts);
        var prices = ImmutableArray.CreateBuilder<MainPriceTable>();
        foreach (var candidate in candidates)
            if (await SpendsOneOfAsync(candidate.Spent, priceScripts, cancellation).ConfigureAwait(false)) prices.Add(candidate.Row);
        return found with { Prices = prices.ToImmutable() };
    }

    private async Task<bool> SpendsOneOfAsync(ImmutableArray<OutPoint> coins, ImmutableArray<Script> scripts, CancellationToken cancellation)
    {
        foreach (var coin in coins)
        {
            var hex = (await fluxd.CallAsync("getrawtransaction", cancellation, coin.Transaction.ToString(), 0).ConfigureAwait(false)).GetString()!;
            if (!TransactionCodec.TryParse(Convert.FromHexString(hex), out var tx, out var error)) throw new RpcUnreachableException($"fluxd's transaction {coin.Transaction} cannot be read: {error}");
            if (coin.Index < tx.Outputs.Length && scripts.Contains(tx.Outputs[(int)coin.Index].ScriptPubKey)) return true;
        }
        return false;
    }

    /// <summary>What a block holds for the registry.</summary>
    internal RegistryBlock Extract(Block block, int height, Func<OutPoint, bool> isEscrowCoin)
    {
        var payments = ImmutableArray.CreateBuilder<AppPayment>();
        var spends = ImmutableArray.CreateBuilder<EscrowSpend>();
        for (var i = 0; i < block.Transactions.Length; i++)
        {
            var tx = block.Transactions[i];
            foreach (var input in tx.Inputs)
            {
                if (isEscrowCoin(input.PreviousOutput) || payments.Any(p => p.Coin == input.PreviousOutput)) spends.Add(new EscrowSpend(input.PreviousOutput, i));
            }
            if (TryReadPayment(tx, height, i) is { } payment) payments.Add(payment);
        }
        return new RegistryBlock(height, block.Hash, payments.ToImmutable(), spends.ToImmutable());
    }

    // Consensus guarantees at most one output and one memo (architecture, "Escrow coins, exactly").
    private AppPayment? TryReadPayment(Transaction tx, int height, int index)
    {
        if (tx.IsCoinbase) return null;
        var paying = -1;
        EscrowMemo? memo = null;
        for (var i = 0; i < tx.Outputs.Length; i++)
        {
            if (tx.Outputs[i].ScriptPubKey == EscrowAddress.Script) paying = i;
            else if (Memo.TryGetText(tx.Outputs[i].ScriptPubKey, out var text) && EscrowMemo.TryParse(text, out var read)) memo = read;
        }
        return paying < 0 || memo is not { } found ? null : AppPayment.From(found, new OutPoint(tx.Id, (uint)paying), height, index, tx.Outputs[paying].Value, rules.Apps.MonthBlocks.At(0));
    }
}
