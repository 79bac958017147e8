using Docker.DotNet.Models;

namespace Flux.Orchestration.Docker;

/// <summary>A pull message as a sentence.</summary>
internal static class PullText
{
    public static string Of(string reference, JSONMessage message)
    {
        var layer = string.IsNullOrEmpty(message.ID) ? "" : message.ID + " ";
        return $"{reference}: {layer}{message.Status}{Share(message)}";
    }

    private static string Share(JSONMessage message) =>
        message.Progress is { Total: > 0 } progress ? $" {100 * progress.Current / progress.Total} %" : "";
}
