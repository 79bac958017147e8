namespace Flux.P2P.Routers;

/// <summary>A way to ask a router for a port. Failure is an <see cref="IOException"/> whose message says what the router did.</summary>
internal interface IPortProtocol
{
    /// <summary>As operators know it.</summary>
    string Name { get; }

    /// <summary>Lets a TCP port of the router lead to that port of this machine; asked again, it renews.</summary>
    Task<PortMapping> MapAsync(int port, CancellationToken cancellationToken);

    /// <summary>Takes a mapping back.</summary>
    Task UnmapAsync(PortMapping mapping, CancellationToken cancellationToken);
}
