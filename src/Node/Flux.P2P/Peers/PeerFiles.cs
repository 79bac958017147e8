using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flux.P2P.Peers;

/// <summary>Shapes of bans.json, peers.json and anchors.json.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(List<BanFacts>))]
[JsonSerializable(typeof(List<KnownAddress>))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class PeerFiles : JsonSerializerContext;
