namespace Flux.Ingress.Health;

/// <summary>A request that waits for an instance's answer.</summary>
/// <param name="Since">Timestamp at which it began to wait.</param>
/// <param name="OnEjected">Called when the instance is given up meanwhile; null for a request that cannot go anywhere else.</param>
internal sealed record WaitingRequest(long Since, Action? OnEjected);
