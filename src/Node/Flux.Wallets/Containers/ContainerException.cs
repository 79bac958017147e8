namespace Flux.Wallets.Containers;

/// <summary>A container can't be read, combined or signed; the message completes "…: ".</summary>
public sealed class ContainerException(string message) : Exception(message);
