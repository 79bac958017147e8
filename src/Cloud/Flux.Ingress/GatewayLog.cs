using Flux.Ingress.Health;
using Microsoft.Extensions.Logging;

namespace Flux.Ingress;

/// <summary>Log messages of the gateway.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{App} on {Node} is {Health}")]
    public static partial void HealthChanged(this ILogger logger, string app, string node, InstanceHealth health);

    [LoggerMessage(Level = LogLevel.Error, Message = "Probing {Node} failed unexpectedly")]
    public static partial void ProbeFailed(this ILogger logger, Exception exception, string node);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for the app behind {Host} failed")]
    public static partial void SubscribeFailed(this ILogger logger, Exception exception, string host);
}
