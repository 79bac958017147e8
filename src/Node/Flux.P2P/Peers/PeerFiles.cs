using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flux.P2P.Peers;

/// <summary>Shapes of bans.json and peers.json.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<BanFacts>))]
[JsonSerializable(typeof(List<KnownAddress>))]
internal sealed partial class PeerFiles : JsonSerializerContext;
