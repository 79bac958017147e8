using Flux.Chain.Mempool;
using Flux.Primitives;

namespace Flux.Chain.Tests.Mempool;

/// <summary>Ids that are refused for a while (chain reference §6.9).</summary>
public sealed class LatelyRemovedTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromMinutes(60);

    private readonly StandingClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly LatelyRemoved _lately;

    public LatelyRemovedTests() => _lately = new LatelyRemoved(_clock);

    [Fact]
    public void An_id_is_refused_until_its_time_is_over()
    {
        _lately.Add(Id(1), Hour);
        _clock.Now += Hour - TimeSpan.FromSeconds(1);
        _lately.Contains(Id(1)).ShouldBeTrue();
        _clock.Now += TimeSpan.FromSeconds(1);
        _lately.Contains(Id(1)).ShouldBeFalse();
    }

    [Fact]
    public void What_is_evicted_again_is_refused_again()
    {
        _lately.Add(Id(1), Hour);
        _clock.Now += Hour * 2;
        _lately.Add(Id(1), Hour);

        _lately.Contains(Id(1)).ShouldBeTrue();
    }

    [Fact]
    public void What_is_mined_again_after_a_reorganisation_is_refused_again()
    {
        _lately.Add(Id(1), Hour);
        _lately.Forget(Id(1));
        _lately.Contains(Id(1)).ShouldBeFalse();
        _lately.Add(Id(1), Hour);

        _lately.Contains(Id(1)).ShouldBeTrue();
    }

    [Fact]
    public void Reorganisations_leave_nothing_behind()
    {
        for (var i = 0; i < 1_000; i++) _lately.Forget(Id(i));

        _lately.Count.ShouldBe(0);
    }

    [Fact]
    public void The_oldest_make_room()
    {
        for (var i = 0; i < 40_001; i++) _lately.Add(Id(i), Hour);

        _lately.Count.ShouldBe(40_000);
        _lately.Contains(Id(0)).ShouldBeFalse();
        _lately.Contains(Id(1)).ShouldBeTrue();
    }

    private static TxId Id(int number)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        BitConverter.TryWriteBytes(bytes, number);
        return new TxId(new Hash256(bytes));
    }
}
