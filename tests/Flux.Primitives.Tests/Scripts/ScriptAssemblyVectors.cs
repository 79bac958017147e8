using System.Text.Json;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;

namespace Flux.Primitives.Tests.Scripts;

/// <summary>Every script in the recorded RPC answers: text, shape, signatures and addresses as the reference printed them.</summary>
public sealed class ScriptAssemblyVectors
{
    private static readonly string[] Files = ["getrawtransaction", "decoderawtransaction", "gettxout", "decoderawblock", "getblock"];

    [Fact]
    public void Prints_scripts_as_the_reference_does()
    {
        var seen = 0;
        foreach (var file in Files)
        {
            foreach (var entry in SharedData.ReadJson($"recorded/rpc/{file}.json").EnumerateArray())
            {
                if (!entry.TryGetProperty("response", out var response) || response.ValueKind != JsonValueKind.String) continue;
                using var answer = JsonDocument.Parse(response.GetString()!);
                seen += Walk(answer.RootElement);
            }
        }
        seen.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void Decodes_scripts_as_the_reference_does()
    {
        foreach (var entry in SharedData.ReadJson("recorded/rpc/decodescript.json").EnumerateArray().Where(entry => entry.GetProperty("status").GetInt32() == 200))
        {
            using var request = JsonDocument.Parse(entry.GetProperty("request").GetString()!);
            using var answer = JsonDocument.Parse(entry.GetProperty("response").GetString()!);
            CheckScript(request.RootElement.GetProperty("params")[0].GetString()!, answer.RootElement.GetProperty("result"));
        }
    }

    private static int Walk(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array: return element.EnumerateArray().Sum(Walk);
            case JsonValueKind.Object when element.TryGetProperty("asm", out _) && element.TryGetProperty("hex", out var hex):
                CheckScript(hex.GetString()!, element);
                return 1;
            case JsonValueKind.Object: return element.EnumerateObject().Sum(property => Walk(property.Value));
            default: return 0;
        }
    }

    private static void CheckScript(string hex, JsonElement expected)
    {
        Script.TryParseHex(hex, out var script).ShouldBeTrue();
        var isOutput = expected.TryGetProperty("type", out var type);
        ScriptAssembly.ToText(script, namesHashTypes: !isOutput).ShouldBe(expected.GetProperty("asm").GetString());
        if (!isOutput) return;
        var template = ScriptTemplate.Classify(script);
        template.Name.ShouldBe(type.GetString(), hex);
        if (expected.TryGetProperty("reqSigs", out var required)) template.RequiredSignatures.ShouldBe(required.GetInt32(), hex);
        if (!expected.TryGetProperty("addresses", out var addresses) || addresses.GetArrayLength() != 1 || template.Kind == ScriptKind.Multisig) return;
        Address.TryFromScript(script, out var address).ShouldBeTrue(hex);
        address.ToText(AddressPrefixes.Regtest).ShouldBe(addresses[0].GetString());
    }
}
