namespace Flux.Apps.Specs;

/// <summary>A closed range of integers.</summary>
public readonly record struct NumberRange(long Min, long Max)
{
    public bool Contains(long value) => value >= Min && value <= Max;

    public override string ToString() => Min == Max ? $"{Min}" : $"{Min}–{Max}";
}
