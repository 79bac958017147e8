using System.Diagnostics;

namespace Flux.Fuzz.Engine;

/// <summary>Mutates kept inputs of a target until its time is up or something breaks.</summary>
internal sealed class Fuzzer(IFuzzTarget target, Corpus corpus, int seed, bool grow)
{
    private const int MostKept = 4096;
    private const int LongestKept = 2048;

    private readonly List<byte[]> _pool = [];
    private readonly HashSet<int> _shapes = [];
    private readonly Mutator _mutator = new(seed);

    /// <summary>How many inputs ran.</summary>
    public long Runs { get; private set; }

    /// <summary>How many different outcomes were seen.</summary>
    public int Shapes => _shapes.Count;

    /// <summary>Runs all kept inputs and seeds, then mutations until <paramref name="goOn"/> says no. Null, or the input that broke something and how.</summary>
    public (byte[] Input, Exception Problem)? Run(Func<long, bool> goOn)
    {
        foreach (var input in corpus.Read().Select(kept => kept.Input).Concat(target.Seeds()).Append([]))
        {
            if (Try(input, isNew: false) is { } problem) return (input, problem);
        }
        while (goOn(Runs))
        {
            var input = _mutator.Mutate(_pool[_mutator.Next(_pool.Count)], _pool[_mutator.Next(_pool.Count)]);
            if (Try(input, isNew: true) is { } problem) return (Shorten(input), problem);
        }
        return null;
    }

    /// <summary>Mutations for so many seconds.</summary>
    public (byte[] Input, Exception Problem)? RunFor(TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        return Run(_ => Stopwatch.GetElapsedTime(started) < time);
    }

    private Exception? Try(byte[] input, bool isNew)
    {
        Runs++;
        try
        {
            if (!_shapes.Add(Attempt.Run(target, input)) || _pool.Count >= MostKept) return null;
            _pool.Add(input);
            if (isNew && grow && input.Length <= LongestKept) corpus.Keep(input);
            return null;
        }
        catch (Exception problem)
        {
            return problem;
        }
    }

    /// <summary>Takes pieces away as long as it still breaks.</summary>
    private byte[] Shorten(byte[] input)
    {
        for (var piece = Math.Max(1, input.Length / 2); ; piece /= 2)
        {
            for (var at = 0; at < input.Length; at += piece)
            {
                byte[] shorter = [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(input.Length, at + piece))];
                if (Breaks(shorter)) input = shorter;
            }
            if (piece == 1) return input;
        }
    }

    private bool Breaks(byte[] input)
    {
        try
        {
            Attempt.Run(target, input);
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }
}
