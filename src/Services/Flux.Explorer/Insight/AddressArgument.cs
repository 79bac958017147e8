using System.Text.Json.Nodes;

namespace Flux.Explorer.Insight;

/// <summary>Addresses as routes name them, and as the address index takes them.</summary>
internal static class AddressArgument
{
    private const int MostAddresses = 1000;

    /// <summary>A list separated by commas.</summary>
    public static IReadOnlyList<string> Read(string? text)
    {
        var addresses = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length == 0) throw InsightFault.Wrong("Must include address", 1);
        return addresses.Length <= MostAddresses ? addresses : throw InsightFault.Wrong($"At most {MostAddresses} addresses", 1);
    }

    /// <summary>The argument of the address-index calls.</summary>
    public static JsonObject Of(IEnumerable<string> addresses) => new() { ["addresses"] = new JsonArray([.. addresses.Select(address => (JsonNode?)address)]) };
}
