using System.Collections.Immutable;
using static Flux.Apps.Specs.FieldKind;

namespace Flux.Apps.Specs;

/// <summary>The fields of each version in the order in which they are signed: the table of fluxos-protocol §3.2.</summary>
internal static class SpecShape
{
    private static readonly ImmutableArray<SpecField> TierFields =
    [
        .. new[] { "cpubasic", "cpusuper", "cpubamf", "rambasic", "ramsuper", "rambamf", "hddbasic", "hddsuper", "hddbamf" }
            .Select(name => new SpecField(name, NonZero)),
    ];

    private static readonly ImmutableArray<SpecField> Head =
        [new("version", Number), new("name", NeededText), new("description", NeededText), new("owner", NeededText)];

    private static readonly ImmutableArray<SpecField> Size = [new("cpu", Number), new("ram", Number), new("hdd", Number)];

    /// <summary>Top-level fields of a version (1–8); with the per-tier fields where the specification is tiered.</summary>
    public static ImmutableArray<SpecField> Top(int version, bool tiered) => version switch
    {
        1 => [.. Head, new("repotag", NeededText), new("port", Number), new("enviromentParameters", Texts), new("commands", Texts),
            new("containerPort", Number), new("containerData", NeededText), .. Size, .. Tiers(tiered, LooseBoolean)],
        2 => SingleContainer(tiered),
        3 => [.. SingleContainer(tiered), new("instances", Number)],
        _ => [.. Head, new("compose", FieldKind.Components), new("instances", Number), .. Later(version)],
    };

    /// <summary>Fields of one entry of <c>compose</c> (version 4 and later).</summary>
    public static ImmutableArray<SpecField> OfComponent(int version, bool tiered) =>
    [
        new("name", Text), new("description", Text), new("repotag", Text), new("ports", Numbers), new("domains", Texts),
        new("environmentParameters", Texts), new("commands", Texts), new("containerPorts", PlainNumbers), new("containerData", Text),
        .. Size, .. version < 8 ? Tiers(tiered, FieldKind.Boolean) : [],
        .. version >= 7 ? [new SpecField("repoauth", Text)] : ImmutableArray<SpecField>.Empty,
        .. version == 7 ? [new SpecField("secrets", Text)] : ImmutableArray<SpecField>.Empty,
    ];

    private static ImmutableArray<SpecField> SingleContainer(bool tiered) =>
    [
        .. Head, new("repotag", NeededText), new("ports", NumberTexts), new("domains", Texts), new("enviromentParameters", Texts),
        new("commands", Texts), new("containerPorts", NumberTexts), new("containerData", NeededText), .. Size, .. Tiers(tiered, LooseBoolean),
    ];

    private static ImmutableArray<SpecField> Tiers(bool tiered, FieldKind kind) => [new("tiered", kind), .. tiered ? TierFields : []];

    private static IEnumerable<SpecField> Later(int version)
    {
        if (version >= 5) yield return new("contacts", Texts);
        if (version >= 5) yield return new("geolocation", Texts);
        if (version >= 6) yield return new("expire", Number);
        if (version >= 7) yield return new("nodes", Texts);
        if (version >= 7) yield return new("staticip", LooseBoolean);
        if (version >= 8) yield return new("datacenter", OptionalBoolean, MayBeAbsent: true);
        if (version >= 8) yield return new("enterprise", Encrypted);
    }
}
