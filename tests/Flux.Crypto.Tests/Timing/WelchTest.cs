namespace Flux.Crypto.Tests.Timing;

/// <summary>Welch's t over two samples of any size and variance: how many standard errors their means lie apart.</summary>
internal sealed class WelchTest
{
    private readonly int[] _count = new int[2];
    private readonly double[] _mean = new double[2];
    private readonly double[] _squares = new double[2];

    internal void Add(int sample, double value)
    {
        _count[sample]++;
        double delta = value - _mean[sample];
        _mean[sample] += delta / _count[sample];
        _squares[sample] += delta * (value - _mean[sample]);
    }

    /// <summary>Difference of the means over its standard error; 0 where a sample is too small to have a variance.</summary>
    internal double T()
    {
        if (_count[0] < 2 || _count[1] < 2)
        {
            return 0;
        }

        double error = Math.Sqrt((Variance(0) / _count[0]) + (Variance(1) / _count[1]));
        return error == 0 ? 0 : (_mean[0] - _mean[1]) / error;
    }

    private double Variance(int sample) => _squares[sample] / (_count[sample] - 1);
}
