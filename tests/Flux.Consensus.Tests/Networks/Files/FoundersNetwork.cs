using System.Text.Json.Nodes;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;

namespace Flux.Consensus.Tests.Networks.Files;

/// <summary>A founder's network as JSON that tests bend.</summary>
internal static class FoundersNetwork
{
    public static OwnParameters Parameters { get; } = OwnCatalog.Local(1_700_000_000, 5) with
    {
        Name = "acme",
        CurrencyLabel = "ACME",
        MessageStart = [0xac, 0x3e, 0x00, 0x01],
        P2PPort = 19_125,
        RpcPort = 19_124,
        GenesisText = "acme 1",
        MaximumSupply = Primitives.Amount.FromFlux(440_000_000),
    };

    public static JsonObject Json() => JsonNode.Parse(NetworkFile.Write(Parameters))!.AsObject();

    /// <summary>The file with one field set to a JSON text; null leaves it out.</summary>
    public static JsonObject With(this JsonObject file, string path, string? json)
    {
        var parts = path.Split('.');
        var section = parts.Length == 1 ? file : file[parts[0]]!.AsObject();
        section.Remove(parts[^1]);
        if (json is not null) section.Add(parts[^1], JsonNode.Parse(json));
        return file;
    }

    public static NetworkReading Read(this JsonObject file) => NetworkFile.Read(System.Text.Encoding.UTF8.GetBytes(file.ToJsonString()));
}
