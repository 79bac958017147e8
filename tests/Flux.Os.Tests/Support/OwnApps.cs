using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;

namespace Flux.Os.Tests.Support;

/// <summary>Small apps of an owner, and the messages about them.</summary>
internal static class OwnApps
{
    public static AppSpec Spec(this Owner owner, string name) => Read(TextOf(owner, name));

    /// <summary>As <see cref="Spec(Owner, string)"/> with another image, ports and a volume at <c>/data</c>.</summary>
    public static AppSpec Spec(this Owner owner, string name, string image, int port, int containerPort) => Read(
        TextOf(owner, name).Replace("nginx:latest", image, StringComparison.Ordinal).Replace("31111", $"{port}", StringComparison.Ordinal)
            .Replace("\"containerPorts\":[80]", $"\"containerPorts\":[{containerPort}]", StringComparison.Ordinal).Replace("/tmp", "/data", StringComparison.Ordinal));

    /// <summary>As <see cref="Spec(Owner, string)"/> with a domain.</summary>
    public static AppSpec SpecWithDomain(this Owner owner, string name, string domain) =>
        Read(TextOf(owner, name).Replace("\"domains\":[\"\"]", $"\"domains\":[\"{domain}\"]", StringComparison.Ordinal));

    public static AppMessage Register(this Owner owner, string name, long timestamp) => owner.Register(owner.Spec(name), timestamp);

    public static AppMessage Register(this Owner owner, AppSpec spec, long timestamp) => owner.Sign(AppMessageKind.Register, spec, timestamp);

    public static AppMessage Update(this Owner owner, string name, long timestamp) => owner.Sign(AppMessageKind.Update, owner.Spec(name), timestamp);

    private static AppSpec Read(string text)
    {
        JsReader.TryRead(text, out var value, out var problem).ShouldBeTrue(problem);
        var reading = AppSpec.TryParse(value, AppRules.Own, 1);
        reading.IsValid.ShouldBeTrue(reading.ToString());
        return reading.Spec!;
    }

    private static string TextOf(Owner owner, string name) => $$"""
        {"version":8,"name":"{{name}}","description":"d","owner":"{{owner.Address}}","compose":[{"name":"web","description":"w","repotag":"nginx:latest",
        "ports":[31111],"domains":[""],"environmentParameters":[],"commands":[],"containerPorts":[80],"containerData":"/tmp","cpu":0.1,"ram":100,"hdd":1,"repoauth":""}],
        "instances":1,"contacts":[],"geolocation":[],"expire":22000,"nodes":[],"staticip":false,"enterprise":""}
        """;
}
