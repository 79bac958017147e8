namespace Flux.Mining.Benchmarks;

/// <summary>Processor time of each round: 0 sows the leaves, the last pairs the candidates, behind it comes unfolding and verifying.</summary>
internal sealed class RoundClock(int rounds)
{
    private readonly double[] _spent = new double[rounds];
    private double _since;
    private int _round;

    public void Begin(int round)
    {
        var now = SolverRun.Processor();
        if (round > 0) _spent[_round] += now - _since;
        (_round, _since) = (round, now);
    }

    public void End() => Begin(rounds - 1);

    public void Reset() => Array.Clear(_spent);

    public void Show(int nonces)
    {
        for (var round = 0; round < rounds - 1; round++) Console.WriteLine($"  round {round}: {1000 * _spent[round] / nonces,6:F0} ms of processor, {100 * _spent[round] / _spent.Sum(),3:F0} %");
    }
}
