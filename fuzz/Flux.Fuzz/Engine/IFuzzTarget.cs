namespace Flux.Fuzz.Engine;

/// <summary>Something that reads bytes from outside. Must be pure: the same input, the same outcome.</summary>
internal interface IFuzzTarget
{
    /// <summary>Name on the command line and of the folder in the corpus.</summary>
    string Name { get; }

    /// <summary>Most bytes that reading <paramref name="length"/> bytes may allocate.</summary>
    long AllocationLimit(int length) => 65_536 + (128L * length);

    /// <summary>Inputs to begin with, where the corpus has none.</summary>
    IEnumerable<byte[]> Seeds();

    /// <summary>
    /// Reads the input and checks its oracles; any exception is a finding. Returns the shape of what happened: inputs of a new shape are kept
    /// and mutated further, in place of a coverage measurement.
    /// </summary>
    int Run(ReadOnlySpan<byte> input);
}
