using System.Collections.Immutable;
using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary>Reads the fields of one gossip object; remembers the first that is missing or wrong.</summary>
internal sealed class GossipFields(JsValue data, GossipFields? parent = null)
{
    private string? problem;

    public string? Problem => parent?.Problem ?? problem;

    public string TypeName => data["type"]?.AsText ?? "";

    /// <summary>Milliseconds since 1970.</summary>
    public long BroadcastedAt => Integer("broadcastedAt");

    public void Fail(string what)
    {
        if (parent is not null) parent.Fail(what);
        else problem ??= what;
    }

    public string Text(string name, int maxLength)
    {
        if (data[name] is { Kind: JsKind.Text } text && text.AsText.Length is > 0 && text.AsText.Length <= maxLength) return text.AsText;
        Fail($"{name} must be a text of 1–{maxLength} characters");
        return "";
    }

    /// <summary>A text that may be absent; numbers are taken as their text.</summary>
    public string Optional(string name) => data[name] is { } value ? value.Kind == JsKind.Text ? value.AsText : value.ToString() : "";

    public bool Flag(string name) => data[name] is { IsTruthy: true };

    public JsNumber Number(string name)
    {
        if (data[name] is { Kind: JsKind.Number } value && !value.AsNumber.IsInfinite) return value.AsNumber;
        Fail($"{name} must be a number");
        return default;
    }

    public long Integer(string name)
    {
        if (Number(name).TryGetInt64(out var value)) return value;
        Fail($"{name} must be a whole number");
        return 0;
    }

    public NodeAddress Address(string name)
    {
        if (NodeAddress.TryParse(data[name]?.AsText, out var address)) return address;
        Fail($"{name} must be an address a.b.c.d:port");
        return default;
    }

    public ImmutableArray<JsValue> Items(string name, int max)
    {
        if (data[name] is { Kind: JsKind.Array } list && list.Items.Length <= max) return list.Items;
        Fail($"{name} must be a list of at most {max}");
        return [];
    }

    public MessageHash HashOf(string text)
    {
        if (MessageHash.TryParse(text, out var hash)) return hash;
        Fail("hash must be 64 lower-case hexadecimal characters");
        return default;
    }
}
