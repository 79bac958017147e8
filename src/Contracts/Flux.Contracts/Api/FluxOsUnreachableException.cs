namespace Flux.Contracts.Api;

/// <summary>No answer of a fluxos: nobody listens there, or something else does.</summary>
public sealed class FluxOsUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
