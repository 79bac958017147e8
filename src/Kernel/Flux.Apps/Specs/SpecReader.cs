using System.Collections.Immutable;
using Flux.Apps.Canonical;

namespace Flux.Apps.Specs;

/// <summary>Builds the model of a specification from its formatted form. Fields the formatter refused get their defaults.</summary>
internal static class SpecReader
{
    public static SpecReading Read(JsValue received)
    {
        if (received.Kind != JsKind.Object) return SpecReading.Failed("must be an object");
        received = received.Unpacked();
        if (SpecFormatter.NewerVersionOf(received) is { } newer) return Newer(received, newer);
        if (SpecFormatter.Format(received) is not { } formatted)
            return new(null, [new("version", $"must be a number from 1 to {AppSpec.LatestVersion}")]);
        var problems = new List<SpecProblem>(formatted.Problems);
        var spec = new FieldReader(formatted.Formatted, "", problems).Spec(formatted.Version);
        return new(spec, [.. problems]);
    }

    // What is known of it is read as the newest version's; nothing is formatted or refused, because its own rules are not known here.
    private static SpecReading Newer(JsValue received, int version)
    {
        var spec = new FieldReader(received, "", []).Spec(AppSpec.LatestVersion) with { Version = version };
        return spec.Name.Length == 0 ? SpecReading.Failed($"a specification of version {version} without a name") : new(spec, []);
    }

    private static AppSpec Spec(this FieldReader fields, int version) => new()
    {
        Canonical = fields.Value.Packed(),
        Version = version,
        Name = fields.Text("name"),
        Description = fields.Text("description"),
        Owner = fields.Text("owner"),
        Components = version >= 4 ? [.. fields.Objects("compose").Select(Component)] : [SingleContainer(fields, version)],
        Instances = version >= 3 ? fields.Integer("instances") : 3,
        Contacts = fields.Texts("contacts"),
        Geolocation = fields.Texts("geolocation"),
        Expire = version >= 6 ? fields.Long("expire") : null,
        Nodes = fields.Texts("nodes"),
        StaticIp = fields.Flag("staticip"),
        Datacenter = fields.Flag("datacenter"),
        Enterprise = fields.Text("enterprise"),
    };

    private static Component Component(FieldReader fields) => Common(fields) with
    {
        Name = fields.Text("name"),
        Description = fields.Text("description"),
        Ports = fields.Integers("ports"),
        ContainerPorts = fields.Integers("containerPorts"),
        EnvironmentVariables = fields.Texts("environmentParameters"),
        RepoAuth = fields.Text("repoauth"),
        Secrets = fields.Text("secrets"),
    };

    private static Component SingleContainer(FieldReader fields, int version) => Common(fields) with
    {
        Ports = version == 1 ? [fields.Integer("port")] : fields.Integers("ports"),
        ContainerPorts = version == 1 ? [fields.Integer("containerPort")] : fields.Integers("containerPorts"),
        EnvironmentVariables = fields.Texts("enviromentParameters"),
    };

    private static Component Common(FieldReader fields) => new()
    {
        RepoTag = fields.Text("repotag"),
        Domains = fields.Texts("domains"),
        Commands = fields.Texts("commands"),
        ContainerData = fields.Text("containerData"),
        Resources = new(fields.Amount("cpu"), fields.Amount("ram"), fields.Amount("hdd")),
        Tiered = fields.Flag("tiered") ? Tiers(fields) : null,
    };

    private static TierResources Tiers(FieldReader fields) => new(Tier(fields, "basic"), Tier(fields, "super"), Tier(fields, "bamf"));

    private static Resources Tier(FieldReader fields, string tier) => new(
        fields.Has("cpu" + tier) ? fields.Amount("cpu" + tier) : fields.Amount("cpu"),
        fields.Has("ram" + tier) ? fields.Amount("ram" + tier) : fields.Amount("ram"),
        fields.Has("hdd" + tier) ? fields.Amount("hdd" + tier) : fields.Amount("hdd"));
}
