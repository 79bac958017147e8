using System.Diagnostics.CodeAnalysis;

namespace Flux.Orchestration.Docker;

/// <summary>The answer of an engine call: a value, or the fault that took its place.</summary>
public readonly record struct EngineResult<T>
{
    private EngineResult(T? value, EngineFault? fault) => (Value, Fault) = (value, fault);

    /// <summary>The value; set when <see cref="Ok"/>.</summary>
    public T? Value { get; }

    /// <summary>The fault; null when <see cref="Ok"/>.</summary>
    public EngineFault? Fault { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool Ok => Fault is null;

    internal static EngineResult<T> From(T value) => new(value, null);

    /// <summary>Wraps a value.</summary>
    public static implicit operator EngineResult<T>(T value) => new(value, null);

    /// <summary>Wraps a fault.</summary>
    public static implicit operator EngineResult<T>(EngineFault fault) => new(default, fault);
}
