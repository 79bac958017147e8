using Flux.Primitives;
using Flux.Wallets.Accounts;
using Flux.Wallets.Chain;
using Flux.Wallets.Tests.Accounts;

namespace Flux.Wallets.Tests.Chain;

public class AddressDiscoveryTests
{
    private const int Gap = 20;

    /// <summary>A life of 2,000 transactions over receiving and change addresses, with gaps as long as the limit allows; only the words are left.</summary>
    [Fact]
    public async Task Words_alone_find_everything_in_a_history_of_two_thousand_transactions()
    {
        var chain = new MemoryChain();
        using var original = Words.RingOf(Words.A);
        var account = original.Accounts[0];
        var random = new Random(9);
        var (next, lastReceive, lastChange) = (0, 0, 0);
        long total = 0;
        var unspent = new List<(OutPoint Coin, long Value)>();
        for (var n = 0; n < 2000; n++)
        {
            if (unspent.Count > 0 && random.Next(3) == 0)
            {
                // Spend a coin: part goes away, the rest to a new change address.
                var at = random.Next(unspent.Count);
                var (coin, value) = unspent[at];
                unspent.RemoveAt(at);
                lastChange += random.Next(2);
                var back = value / 2;
                var spend = new Transaction
                {
                    Version = 4,
                    Overwintered = true,
                    VersionGroup = Transaction.SaplingGroup,
                    Inputs = [new TxInput(coin, default, uint.MaxValue)],
                    Outputs = [new TxOutput(new Amount(back), account.AddressAt(1, lastChange).Address.ToScript())],
                };
                chain.Add(spend, n);
                unspent.Add((new OutPoint(spend.Id, 0), back));
                total -= value - back;
            }
            else
            {
                var value = random.Next(1000, 1_000_000);
                lastReceive = Math.Max(lastReceive, next);
                unspent.Add((chain.Pay(account.AddressAt(0, next).Address, value, n), value));
                total += value;
                // Sometimes exactly as many addresses are skipped as the gap limit allows.
                next += random.Next(40) == 0 ? Gap : random.Next(2);
            }
        }

        using var restored = Words.RingOf(Words.A);
        var record = await new AddressDiscovery(chain, Gap).RunAsync(restored.Accounts[0], CancellationToken.None);
        record.NextReceive.ShouldBe(lastReceive + 1);
        record.NextChange.ShouldBe(lastChange + 1);
        using var ring = Words.RingOf(Words.A, record);
        var addresses = ring.Addresses(Gap).Select(own => own.Address).ToList();
        var coins = await chain.CoinsAsync(addresses, CancellationToken.None);
        coins.Sum(coin => coin.Output.Value.Satoshis).ShouldBe(total);
        coins.Select(coin => coin.OutPoint).ShouldBe(unspent.Select(coin => coin.Coin), ignoreOrder: true);
        HistoryLine.Of(await chain.ChangesAsync(addresses, CancellationToken.None)).Count.ShouldBe(2000);
    }

    [Fact]
    public async Task An_address_behind_a_longer_gap_is_found_with_a_larger_limit()
    {
        var chain = new MemoryChain();
        using var ring = Words.RingOf(Words.B, Words.Ssp);
        chain.Pay(ring.Accounts[0].AddressAt(0, 30).Address, 1000, 5);
        (await new AddressDiscovery(chain, 20).RunAsync(ring.Accounts[0], CancellationToken.None)).NextReceive.ShouldBe(0);
        (await new AddressDiscovery(chain, 50).RunAsync(ring.Accounts[0], CancellationToken.None)).NextReceive.ShouldBe(31);
    }

    [Fact]
    public async Task Indexes_never_move_back()
    {
        using var ring = Words.RingOf(Words.A, KeyRing.SingleRecord(Words.Master(Words.A), Words.Main, Words.CoinType, "main", 0) with { NextReceive = 7 });
        (await new AddressDiscovery(new MemoryChain(), 20).RunAsync(ring.Accounts[0], CancellationToken.None)).NextReceive.ShouldBe(7);
    }

    [Fact]
    public async Task An_empty_wallet_asks_for_one_window_of_each_chain()
    {
        var chain = new MemoryChain();
        using var ring = Words.RingOf(Words.A);
        await new AddressDiscovery(chain, 20).RunAsync(ring.Accounts[0], CancellationToken.None);
        chain.Asked.ShouldBe(40);
    }
}
