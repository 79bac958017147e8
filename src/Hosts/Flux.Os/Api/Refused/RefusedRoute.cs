namespace Flux.Os.Api.Refused;

/// <summary>Marks an endpoint that only says why it is not served.</summary>
/// <param name="Why">The reason.</param>
internal sealed record RefusedRoute(string Why);
