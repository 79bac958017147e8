using System.Collections.Immutable;
using Flux.Apps.Canonical;

namespace Flux.Apps.Specs;

/// <summary>
/// Fills in what a hand-written specification of version 8 leaves out, before it is checked and signed: the fields that have an obvious
/// empty value, the owner and the lifetime. What is written is never changed, and names, images, ports and sizes are never invented.
/// </summary>
public static class SpecDraft
{
    private const string DefaultData = "/appdata";

    /// <summary>The draft with the absent fields added. Other versions and non-objects come back as they are.</summary>
    /// <param name="owner">Address of the wallet that will sign.</param>
    /// <param name="expire">Lifetime in blocks where the draft has none.</param>
    public static JsValue Complete(JsValue draft, string owner, long expire)
    {
        if (draft.Kind != JsKind.Object || (draft["version"] is not null && SpecFormatter.VersionOf(draft) != AppSpec.LatestVersion)) return draft;
        var completed = WithDefaults(draft,
        [
            new("version", JsValue.Of(AppSpec.LatestVersion)),
            new("description", draft["name"] ?? JsValue.Of("")),
            new("owner", JsValue.Of(owner)),
            new("instances", JsValue.Of(3)),
            new("contacts", JsValue.EmptyArray),
            new("geolocation", JsValue.EmptyArray),
            new("expire", JsValue.Of(expire)),
            new("nodes", JsValue.EmptyArray),
            new("staticip", JsValue.False),
            new("enterprise", JsValue.Of("")),
        ]);
        return draft["compose"] is { Kind: JsKind.Array } compose
            ? completed.With("compose", JsValue.Array(compose.Items.Select(Component)))
            : completed;
    }

    private static JsValue Component(JsValue draft) => draft.Kind != JsKind.Object ? draft : WithDefaults(draft,
    [
        new("description", JsValue.Of("")),
        new("ports", JsValue.EmptyArray),
        new("domains", JsValue.Array(Enumerable.Repeat(JsValue.Of(""), draft["ports"]?.Items.Length ?? 0))),
        new("environmentParameters", JsValue.EmptyArray),
        new("commands", JsValue.EmptyArray),
        new("containerPorts", draft["ports"] ?? JsValue.EmptyArray),
        new("containerData", JsValue.Of(DefaultData)),
        new("repoauth", JsValue.Of("")),
    ]);

    private static JsValue WithDefaults(JsValue draft, ImmutableArray<JsMember> defaults) =>
        JsValue.Object(draft.Members.AddRange(defaults.Where(member => draft[member.Name] is null)));
}
