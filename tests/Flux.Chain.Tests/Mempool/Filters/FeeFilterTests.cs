using Flux.Chain.Mempool;
using Flux.Chain.Mempool.Filters;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Chain.Tests.Mempool.Filters;

/// <summary>The relay fee and what passes for free (chain reference §6.9).</summary>
public sealed class FeeFilterTests
{
    private const int FreeBytes = 10_000;

    private readonly StandingClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly FeeFilter _filter;
    private readonly TransactionPool _pool = new();

    public FeeFilterTests() => _filter = new FeeFilter(_clock);

    [Fact]
    public void Takes_the_relay_rate() => Judge(500, fee: 50).ShouldBeNull();

    [Fact]
    public void Refuses_less_from_a_transaction_that_is_too_big_to_be_free() => Judge(999_000, fee: 99_899).ShouldBe(RejectTable.InsufficientFee);

    [Fact]
    public void Lets_cheap_transactions_pass_until_there_are_too_many()
    {
        for (var sent = 0; sent < FreeBytes * 10; sent += 5_000) Judge(5_000, fee: 0).ShouldBeNull();

        Judge(5_000, fee: 0).ShouldBe(RejectTable.RateLimitedFree);
        Judge(5_000, fee: 500).ShouldBeNull();
        Judge(5_000, fee: 0, TransactionOrigin.Own).ShouldBeNull();
    }

    [Fact]
    public void Forgets_cheap_transactions_with_time()
    {
        for (var sent = 0; sent < FreeBytes * 10; sent += 5_000) Judge(5_000, fee: 0);
        _clock.Now += TimeSpan.FromMinutes(10);

        Judge(5_000, fee: 0).ShouldBeNull();
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    public void Whom_the_operator_has_raised_owes_nothing(long delta, bool passes)
    {
        _pool.Prioritise(OfSize(999_000).Id, new Amount(delta));

        Judge(999_000, fee: 0).ShouldBe(passes ? null : RejectTable.InsufficientFee);
    }

    private Reject? Judge(int bytes, long fee, TransactionOrigin origin = TransactionOrigin.Peer)
    {
        var candidate = new PoolCandidate(OfSize(bytes), origin) { Fee = new Amount(fee) };
        var context = new PoolContext
        {
            Network = null!,
            Options = new PoolOptions { FreeBytesPerMinute = FreeBytes },
            Ledger = null!,
            MedianTime = 0,
            Coins = null!,
            Shielded = null!,
            HasCoinsOf = _ => false,
            Pool = _pool,
            Lately = null!,
            Signatures = null!,
        };
        return _filter.Judge(candidate, context)?.Verdict.Reject;
    }

    private static Transaction OfSize(int bytes)
    {
        Transaction With(int script) => new() { Version = 1, Outputs = [new TxOutput(Amount.Zero, new Script(new byte[script]))] };
        return With(bytes - With(70_000).Size + 70_000) is { } large && large.Size == bytes ? large : With(bytes - With(1_000).Size + 1_000);
    }
}
