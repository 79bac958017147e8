using System.Collections.Immutable;

namespace Flux.Apps.Specs;

/// <summary>A value that changes at certain heights.</summary>
/// <param name="Steps">Height from which a value holds, ascending; the first holds from the beginning.</param>
public sealed record HeightSteps<T>(ImmutableArray<(long From, T Value)> Steps)
{
    /// <summary>One value for all heights.</summary>
    public static implicit operator HeightSteps<T>(T value) => new([(0, value)]);

    /// <summary>The value in force at a height.</summary>
    public T At(long height)
    {
        var value = Steps[0].Value;
        foreach (var step in Steps)
        {
            if (step.From > height) break;
            value = step.Value;
        }
        return value;
    }
}
