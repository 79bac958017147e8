namespace Flux.Mining.Stratum;

/// <summary>A peer sends without end.</summary>
internal sealed class LineTooLongException : Exception;
