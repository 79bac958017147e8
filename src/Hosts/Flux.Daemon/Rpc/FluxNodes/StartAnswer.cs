using System.Text.Json;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Answers of the calls that start nodes: they report failures as results, not as errors.</summary>
internal static class StartAnswer
{
    public static void WriteFailure(Utf8JsonWriter json, string why)
    {
        json.WriteStartObject();
        json.WriteString("result", "failed");
        json.WriteString("error", why);
        json.WriteEndObject();
    }
}
