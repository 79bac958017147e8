using System.Globalization;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Primitives;

namespace Flux.Apps.Tests.Support;

/// <summary>Blocks of payments and refunds, written one transaction after the other.</summary>
internal sealed class TestChain
{
    private readonly List<RegistryBlock> blocks = [];
    private int nextCoin;

    public AppRegistry Registry { get; } = new(RegistryRules.Own);

    public IReadOnlyList<RegistryBlock> Blocks => blocks;

    public static long Price(AppMessage message, long lifetime) =>
        AppPrice.Quote(message.Spec, AppPriceTable.Own, AppRules.Own, 22_000, lifetime).Satoshis;

    /// <summary>A block whose i-th transaction is the i-th argument; gives the coins created, in order.</summary>
    public OutPoint[] Mine(params TestTransaction[] transactions)
    {
        var height = blocks.Count;
        var payments = new List<AppPayment>();
        var spends = new List<EscrowSpend>();
        for (var i = 0; i < transactions.Length; i++)
        {
            foreach (var coin in transactions[i].Spends) spends.Add(new(coin, i + 1));
            if (transactions[i].Hash is { } hash)
                payments.Add(new(NewCoin(), hash, height, i + 1, new(transactions[i].Value), transactions[i].Blocks));
        }
        Append(new(height, new(default), [.. payments], [.. spends]));
        return [.. payments.Select(payment => payment.Coin)];
    }

    /// <summary>Empty blocks until that height is the last one.</summary>
    public void MineTo(long height)
    {
        while (blocks.Count <= height) Mine();
    }

    public void TakeBack()
    {
        Registry.Disconnect();
        blocks.RemoveAt(blocks.Count - 1);
    }

    public void Append(RegistryBlock block)
    {
        blocks.Add(block);
        Registry.Connect(block);
    }

    private OutPoint NewCoin() => new(TxId.Parse((++nextCoin).ToString("x64", CultureInfo.InvariantCulture)), 0);
}
