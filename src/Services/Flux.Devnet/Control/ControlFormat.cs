using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flux.Devnet.Control;

/// <summary>JSON as it stands on the control socket.</summary>
internal static class ControlFormat
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
}
