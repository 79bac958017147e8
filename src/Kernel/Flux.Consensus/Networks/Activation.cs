namespace Flux.Consensus.Networks;

/// <summary>From which height a rule holds; <see cref="Never"/> is −1 (chain reference §1.5).</summary>
public readonly record struct Activation(int Height)
{
    /// <summary>Holds at no height.</summary>
    public static Activation Never => new(-1);

    /// <summary>Holds from genesis on.</summary>
    public static Activation Always => new(0);

    /// <summary>True when it can ever be active.</summary>
    public bool IsScheduled => Height >= 0;

    /// <summary>True when the rule holds for a block at <paramref name="height"/>.</summary>
    public bool IsActiveAt(int height) => IsScheduled && height >= Height;
}
