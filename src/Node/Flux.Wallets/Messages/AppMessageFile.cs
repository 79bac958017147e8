using System.Diagnostics.CodeAnalysis;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Primitives.Scripts;
using Flux.Wallets.Containers;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Messages;

/// <summary>An <see cref="AppMessageDraft"/> as a JSON file, one member a line. Reading checks every signature, so that a signer sees what others agreed to.</summary>
public static class AppMessageFile
{
    private const string Mark = "fluxAppMessage";
    private const int Format = 1;

    /// <summary>True when a text begins as such a file does, whether or not the rest is right.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<char> text) => text.TrimStart() is ['{', .. var rest] && rest.TrimStart().StartsWith($"\"{Mark}\"");

    /// <summary>The file's text.</summary>
    public static string ToText(AppMessageDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        JsMember[] members =
        [
            new(Mark, JsValue.Of(Format)),
            new("network", JsValue.Of(draft.Network)),
            new("type", JsValue.Of(AppMessageType.Of(draft.Kind))),
            new("timestamp", JsValue.Of(draft.Timestamp)),
            new("owner", JsValue.Of(draft.Owner)),
            new("appSpecification", draft.Spec.Canonical),
            new("redeemScript", JsValue.Of(draft.Redeem is null ? "" : Convert.ToHexStringLower(draft.Redeem.Script.Bytes))),
            new("signatures", JsValue.Strings(draft.Signatures)),
        ];
        return $"{{\n{string.Join(",\n", members.Select(member => $"  {JsValue.Of(member.Name)}: {member.Value}"))}\n}}\n";
    }

    /// <summary>Reads a file; <paramref name="problem"/> says what is wrong and where.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AppMessageDraft? draft, [NotNullWhen(false)] out string? problem)
    {
        draft = null;
        if (text.Length > 2 * AppSpec.MaxLength)
        {
            problem = "it is larger than any app message";
            return false;
        }
        if (!JsReader.TryRead(text, out var value, out problem)) return false;
        try
        {
            draft = Read(value);
            problem = null;
            return true;
        }
        catch (ContainerException e)
        {
            problem = e.Message;
            return false;
        }
    }

    private static AppMessageDraft Read(JsValue file)
    {
        if (file[Mark] is not { } format || !format.AsNumber.TryGetInt64(out var number) || number != Format) throw new ContainerException($"{Mark} must be {Format}");
        if (AppMessageType.KindOf(TextOf(file, "type")) is not { } kind || TextOf(file, "type") != AppMessageType.Of(kind)) throw new ContainerException($"type must be {AppMessageType.Register} or {AppMessageType.Update}");
        if (file["timestamp"] is not { } time || !time.AsNumber.TryGetInt64(out var timestamp) || timestamp <= 0) throw new ContainerException("timestamp must be milliseconds since 1970");
        var reading = AppSpec.TryRead(file["appSpecification"] ?? JsValue.Null);
        if (!reading.IsValid) throw new ContainerException($"appSpecification: {reading}");
        var owner = TextOf(file, "owner");
        if (kind == AppMessageKind.Register && owner != reading.Spec!.Owner) throw new ContainerException($"owner is {owner}, and the specification's is {reading.Spec.Owner}");
        var draft = new AppMessageDraft { Network = TextOf(file, "network"), Kind = kind, Spec = reading.Spec!, Timestamp = timestamp, Owner = owner };
        draft = draft with { Redeem = RedeemOf(draft, TextOf(file, "redeemScript")) };
        if (file["signatures"] is not { Kind: JsKind.Array } signatures) throw new ContainerException("signatures must be a list");
        return signatures.Items.Aggregate(draft, (sofar, signature) => sofar.With(signature.AsText));
    }

    private static RedeemScript? RedeemOf(AppMessageDraft draft, string hex)
    {
        if (hex.Length == 0) return null;
        if (!draft.IsShared) throw new ContainerException($"redeemScript must be empty: {draft.Owner} is not a shared address");
        return Script.TryParseHex(hex, out var script) && RedeemScript.TryRead(script, out var redeem) && redeem.Address.ToText(Flux.Primitives.Addresses.AddressPrefixes.Main) == draft.Owner
            ? redeem
            : throw new ContainerException($"redeemScript is not the script of {draft.Owner}");
    }

    private static string TextOf(JsValue file, string name) => file[name] is { Kind: JsKind.Text } text ? text.AsText : throw new ContainerException($"{name} must be a text");
}
