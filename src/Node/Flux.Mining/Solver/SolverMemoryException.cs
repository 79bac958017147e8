using System.Globalization;
using Flux.Crypto.Equihash;

namespace Flux.Mining.Solver;

/// <summary>The machine has not got the memory that a solver would take; nothing was allocated.</summary>
public sealed class SolverMemoryException(EquihashParameters parameters, int workers, long required, long available)
    : Exception(string.Create(CultureInfo.InvariantCulture,
        $"Mining Equihash {parameters} with {workers} thread(s) takes {Megabytes(required)} MB of memory; this machine has {Megabytes(available)} MB free"))
{
    /// <summary>Bytes that would have been taken.</summary>
    public long Required { get; } = required;

    /// <summary>Bytes that are free.</summary>
    public long Available { get; } = available;

    private static long Megabytes(long bytes) => (Math.Max(bytes, 0) + 999_999) / 1_000_000;
}
