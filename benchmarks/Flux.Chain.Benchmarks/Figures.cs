using System.Globalization;

namespace Flux.Chain.Benchmarks;

/// <summary>Times of many repetitions, printed as one line.</summary>
internal sealed class Figures(string name)
{
    private readonly List<double> _milliseconds = [];

    public void Add(TimeSpan time) => _milliseconds.Add(time.TotalMilliseconds);

    public void Print()
    {
        _milliseconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {_milliseconds.Count} times, least {_milliseconds[0]:F1} ms, p50 {At(0.5):F1} ms, p99 {At(0.99):F1} ms, most {_milliseconds[^1]:F1} ms"));
    }

    private double At(double part) => _milliseconds[Math.Min(_milliseconds.Count - 1, (int)Math.Ceiling(part * _milliseconds.Count) - 1)];
}
