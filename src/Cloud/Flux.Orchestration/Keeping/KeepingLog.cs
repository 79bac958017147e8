using Flux.Orchestration.Docker;
using Microsoft.Extensions.Logging;

namespace Flux.Orchestration.Keeping;

/// <summary>Log messages of the keeper.</summary>
internal static partial class KeepingLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{App}: {Action}: {Reason}")]
    public static partial void Acting(this ILogger logger, string app, string action, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{App}: {Action} failed: {Fault}")]
    public static partial void ActionFailed(this ILogger logger, string app, string action, EngineFault fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{App} runs here although this node has no room for it: {Shortage}")]
    public static partial void AdoptedWithoutRoom(this ILogger logger, string app, string shortage);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The container engine cannot be reached; apps are not repaired until it is back")]
    public static partial void EngineLost(this ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the container engine")]
    public static partial void EngineConnected(this ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Shortfall}")]
    public static partial void EngineShortfall(this ILogger logger, string shortfall);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Containers are not kept from this node's own services and its LAN: {Reason}")]
    public static partial void NotShielded(this ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The size of volumes is noted but not enforced: {Obstacle}")]
    public static partial void VolumesUnlimited(this ILogger logger, string obstacle);

    [LoggerMessage(Level = LogLevel.Error, Message = "{App}: unexpected")]
    public static partial void Unexpected(this ILogger logger, Exception exception, string app);
}
