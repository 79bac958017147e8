using Flux.Fuzz.Engine;
using Flux.Wallets.Keystore;

namespace Flux.Fuzz.Targets;

/// <summary>Wallet files. Whatever is in one, opening it ends with a keystore or a <see cref="KeystoreException"/>, and never costs more than a small file may ask for.</summary>
internal sealed class KeystoreTarget : IFuzzTarget
{
    private const int MostMemoryKiB = 1024;
    private static readonly KeyDerivation Cheap = new(64, 1, 1);

    public string Name => "keystore";

    public IEnumerable<byte[]> Seeds()
    {
        var content = new KeystoreContent { Words = "zoo", Contacts = new KeystoreContent().Contacts.Add("a", "b") };
        yield return KeystoreSeal.Create("local", "fuzz", content, Cheap).Seal(content);
        yield return """{"format":"flux-keystore","version":1,"network":"x","kdf":{"memoryKiB":64,"iterations":1,"parallelism":1},"salt":"AAAAAAAAAAAAAAAAAAAAAA==","nonce":"AAAAAAAAAAAAAAAA","ciphertext":"AAAA"}"""u8.ToArray();
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        try
        {
            // A file may ask for up to 1 GiB by right; a fuzzer has no time for that.
            if (AsksForTooMuch(input)) return 0;
            using var opened = KeystoreSeal.Open(input, "fuzz");
            using var again = KeystoreSeal.Open(opened.Seal(opened.Content), "fuzz");
            OracleException.Require(again.Content.Words == opened.Content.Words && again.Network == opened.Network, "a keystore does not survive being saved");
            return 1;
        }
        catch (KeystoreException e)
        {
            return Shape.Of(e.Kind, e.Message.Length / 8);
        }
    }

    private static bool AsksForTooMuch(ReadOnlySpan<byte> input)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(input.ToArray());
            return document.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object && document.RootElement.TryGetProperty("kdf", out var kdf) && kdf.ValueKind == System.Text.Json.JsonValueKind.Object
                && kdf.EnumerateObject().Any(member => member.Value.ValueKind == System.Text.Json.JsonValueKind.Number && member.Value.TryGetDouble(out var number) && number > MostMemoryKiB);
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
