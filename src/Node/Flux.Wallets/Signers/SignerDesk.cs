using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Primitives.Addresses;
using Flux.Wallets.Accounts;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Containers;
using Flux.Wallets.Messages;

namespace Flux.Wallets.Signers;

/// <summary>
/// The signing side of the external signer protocol: one JSON object a line in, one out, nothing else. A device, a helper process or
/// `flux wallet signer` answers it; the asking side is `flux wallet send --signer`.
/// <c>{"id":1,"method":"info"}</c>, <c>describe {container}</c>, <c>sign {container}</c>, <c>signmessage {address,message}</c>.
/// Answers are <c>{"id":1,"result":…}</c> or <c>{"id":1,"error":"…"}</c>.
/// </summary>
/// <param name="keys">The keys, which may be locked.</param>
/// <param name="facts">What the signer knows by itself.</param>
/// <param name="network">Name of its network; containers of others are refused.</param>
/// <param name="confirm">Shows a text to the signer's own owner and returns the answer. It is the signer who asks, never the one who wants the signature.</param>
public sealed class SignerDesk(AutoLock keys, SigningFacts facts, string network, Func<string, bool> confirm)
{
    /// <summary>Longest line that is read.</summary>
    public const int LongestLine = 8 << 20;

    /// <summary>Answers a line. Never throws for what stands in it.</summary>
    public string Answer(string line)
    {
        JsonNode? id = null;
        try
        {
            if (line is null || line.Length > LongestLine) throw new SignerRefusal("The line is too long.");
            var request = JsonNode.Parse(line) as JsonObject ?? throw new SignerRefusal("A request is a JSON object.");
            id = request["id"]?.DeepClone();
            var parameters = request["params"] as JsonObject ?? [];
            return Write(id, "result", Run(Text(request, "method"), parameters));
        }
        catch (Exception e) when (e is SignerRefusal or JsonException or ContainerException or WalletLockedException or InvalidOperationException or ArgumentException)
        {
            return Write(id, "error", JsonValue.Create(e is JsonException ? "The line is not JSON." : e.Message));
        }
    }

    private JsonNode Run(string method, JsonObject parameters) => method switch
    {
        "info" => Info(),
        "describe" => Describe(ReadContainer(parameters)),
        "sign" => Sign(ReadContainer(parameters)),
        "signmessage" => SignMessage(Text(parameters, "address"), Text(parameters, "message")),
        _ => throw new SignerRefusal($"'{method}' is none of info, describe, sign, signmessage."),
    };

    private JsonObject Info() => new()
    {
        ["protocol"] = 1,
        ["network"] = network,
        ["fingerprint"] = keys.Use(ring => ring.Fingerprint is { } fingerprint ? fingerprint.ToString("x8", System.Globalization.CultureInfo.InvariantCulture) : null),
        ["accounts"] = keys.Use(ring => new JsonArray([.. ring.Accounts.Select(account => (JsonNode)new JsonObject
        {
            ["name"] = account.Record.Name,
            ["kind"] = account.Record.Kind.ToString(),
            ["keys"] = new JsonArray([.. account.Record.ExtendedKeys.Select(key => (JsonNode)JsonValue.Create(key))]),
        })])),
    };

    private JsonObject Describe(SigningContainer container)
    {
        var summary = SigningWords.Describe(container, facts);
        return new JsonObject { ["text"] = summary.ToString(), ["leaves"] = summary.Leaves.ToString(), ["fee"] = summary.Fee.ToString(), ["warnings"] = summary.HasWarnings };
    }

    private JsonObject Sign(SigningContainer container)
    {
        var summary = SigningWords.Describe(container, facts);
        if (!confirm(summary.ToString())) throw new SignerRefusal("The signer's owner said no.");
        var (signed, added) = keys.Use(ring => ContainerSigning.Sign(container, ring));
        if (added == 0) throw new SignerRefusal("This signer has no key that is missing here.");
        return new JsonObject { ["container"] = ContainerWriter.ToBase64(signed), ["added"] = added, ["complete"] = signed.IsComplete };
    }

    private JsonObject SignMessage(string address, string message)
    {
        if (!Address.TryParse(address, facts.Network.Addresses, out var own)) throw new SignerRefusal($"'{address}' is not an address of this network.");
        if (!confirm($"Sign as {address} the text:\n{message}")) throw new SignerRefusal("The signer's owner said no.");
        return keys.Use(ring => ring.FindKey(own) is { } key
            ? new JsonObject { ["signature"] = WalletMessage.Sign(MessageKind.Flux, message, key) }
            : throw new SignerRefusal($"This signer has no key of {address}."));
    }

    private SigningContainer ReadContainer(JsonObject parameters)
    {
        if (!ContainerReader.TryParseBase64(Text(parameters, "container"), out var container, out var problem)) throw new SignerRefusal($"The container can't be read: {problem}.");
        return container.Network == network ? container : throw new SignerRefusal($"The container is for network '{container.Network}', this signer is for '{network}'.");
    }

    private static string Text(JsonObject from, string name) =>
        from[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new SignerRefusal($"'{name}' is missing or no text.");

    private static string Write(JsonNode? id, string member, JsonNode value) => new JsonObject { ["id"] = id, [member] = value }.ToJsonString();

    private sealed class SignerRefusal(string message) : Exception(message);
}
