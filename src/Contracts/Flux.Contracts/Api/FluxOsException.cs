namespace Flux.Contracts.Api;

/// <summary>A fluxos answered with an error: its text, and its name where it gave one (e.g. <c>NameTaken</c>).</summary>
public sealed class FluxOsException(string message, string? name, int? code) : Exception(message)
{
    /// <summary>Class of the error, or null.</summary>
    public string? Name { get; } = name;

    /// <summary>Number of the error, or null.</summary>
    public int? Code { get; } = code;
}
