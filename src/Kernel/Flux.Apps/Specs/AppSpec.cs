using System.Collections.Immutable;
using Flux.Apps.Canonical;
using Flux.Apps.Secrets;
using Flux.Apps.Specs.Checks;

namespace Flux.Apps.Specs;

/// <summary>
/// An application specification of version 1–8 (fluxos-protocol §3); newer ones are read as far as they are known, and never run. Made by <see cref="TryParse(string, AppRules, long)"/> only,
/// so that <see cref="Canonical"/>, the text that is signed, and the properties always say the same.
/// </summary>
public sealed record AppSpec
{
    internal AppSpec() { }

    /// <summary>The newest version this code knows.</summary>
    public const int LatestVersion = 8;

    /// <summary>Longest specification text that is read, in characters.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>The formatted specification: the keys and the order of its version, coerced values (fluxos-protocol §3.2).</summary>
    public JsValue Canonical { get; internal init; } = JsValue.EmptyObject;

    public int Version { get; internal init; }

    /// <summary>The app's name as written; names are compared without regard to case.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The name in lower case: the key of the registry and of ranks.</summary>
    public string Key => KeyOf(Name);

    public string Description { get; internal init; } = "";

    /// <summary>Address whose key signs the app's messages: Bitcoin P2PKH (<c>1…</c>) or Ethereum (<c>0x…</c>).</summary>
    public string Owner { get; internal init; } = "";

    /// <summary>One for versions 1–3; the entries of <c>compose</c> later; none in an encrypted specification.</summary>
    public ImmutableArray<Component> Components { get; internal init; } = [];

    /// <summary>Wanted number of instances; 3 where the version has no such field.</summary>
    public int Instances { get; internal init; } = 3;

    public ImmutableArray<string> Contacts { get; internal init; } = [];

    /// <summary>Allowed and forbidden places; see <see cref="GeolocationRule"/>.</summary>
    public ImmutableArray<string> Geolocation { get; internal init; } = [];

    /// <summary>Lifetime in blocks from the paying block (version 6 and later), or null.</summary>
    public long? Expire { get; internal init; }

    /// <summary>Preferred nodes (version 7: the only ones): <c>ip</c>, <c>ip:port</c> or <c>txid:index</c>.</summary>
    public ImmutableArray<string> Nodes { get; internal init; } = [];

    public bool StaticIp { get; internal init; }

    public bool Datacenter { get; internal init; }

    /// <summary>Version 8: the encrypted part in base64, empty when there is none.</summary>
    public string Enterprise { get; internal init; } = "";

    /// <summary>True when components and contacts are inside <see cref="Enterprise"/>.</summary>
    public bool IsEncrypted => Enterprise.Length != 0 && !HasSecrets;

    /// <summary>True when <see cref="Enterprise"/> holds secrets for the members of an app whose specification is public otherwise (own networks).</summary>
    public bool HasSecrets => Enterprise.StartsWith(SecretSeal.Start, StringComparison.Ordinal);

    /// <summary>What one instance takes on a node of that tier: the sum over its components.</summary>
    public Resources InstanceOn(NodeTier tier) =>
        Components.Aggregate(default(Resources), (sum, component) => sum + component.ResourcesOn(tier));

    /// <summary>JSON.stringify of the formatted specification: the part of the signed text between version and timestamp.</summary>
    public string ToCanonicalJson() => Canonical.ToString();

    /// <summary>The key under which a name is registered.</summary>
    public static string KeyOf(string name) => name.ToLowerInvariant();

    /// <summary>Reads and checks a specification; every problem is reported, not only the first.</summary>
    /// <param name="json">The specification's JSON text.</param>
    /// <param name="rules">The network's limits.</param>
    /// <param name="height">Height at which the rules are asked: that of the paying block, or of the tip before payment.</param>
    public static SpecReading TryParse(string json, AppRules rules, long height)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxLength) return SpecReading.Failed($"is longer than {MaxLength} characters");
        return JsReader.TryRead(json, out var value, out var problem) ? TryParse(value, rules, height) : SpecReading.Failed("not JSON: " + problem);
    }

    /// <summary>As the other overload, from a value already read.</summary>
    public static SpecReading TryParse(JsValue value, AppRules rules, long height)
    {
        var shaped = TryRead(value);
        return shaped.Spec is null ? shaped : SpecCheck.Complete(shaped, rules, height);
    }

    /// <summary>
    /// The specification without members that its version does not have. The existing network's API drops them before it formats and
    /// checks, and its user interface sends records of the registry (with <c>hash</c> and <c>height</c>) and fields of other versions;
    /// what is signed is the formatted text, in which they are not. A message that was signed with such members is refused instead.
    /// </summary>
    public static JsValue WithoutUnknown(JsValue value) => SpecFormatter.WithoutUnknown(value);

    /// <summary>
    /// Reads the shape only: keys, types and coercions of the version, no limits. Used for specifications that a block has already
    /// made permanent, and for showing what somebody else's network accepted.
    /// </summary>
    public static SpecReading TryRead(JsValue value) => SpecReader.Read(value);
}
