namespace Flux.Ingress.Health;

/// <summary>What the gateway believes about an instance.</summary>
internal enum InstanceHealth
{
    /// <summary>Never asked: tried when nothing better is there.</summary>
    Unknown,

    /// <summary>Answers.</summary>
    Healthy,

    /// <summary>Gets no requests until a probe succeeds.</summary>
    Ejected,
}
