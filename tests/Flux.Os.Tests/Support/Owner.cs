using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Crypto.Curves;

namespace Flux.Os.Tests.Support;

/// <summary>Somebody with a key who signs app messages and login phrases.</summary>
internal sealed class Owner
{
    private readonly byte[] _key;

    public Owner(byte secret)
    {
        _key = [.. new byte[31], secret];
        Secp256k1.TryGetPublicKey(_key, compressed: true, out var publicKey).ShouldBeTrue();
        Address = OwnerSignature.OfKey(publicKey);
    }

    public string Address { get; }

    public string SpecText(string name) => $$"""
        {"version":8,"name":"{{name}}","description":"d","owner":"{{Address}}","compose":[{"name":"web","description":"w","repotag":"nginx:latest",
        "ports":[31111],"domains":[""],"environmentParameters":[],"commands":[],"containerPorts":[80],"containerData":"/tmp","cpu":0.1,"ram":100,"hdd":1,"repoauth":""}],
        "instances":1,"contacts":[],"geolocation":[],"expire":22000,"nodes":[],"staticip":false,"enterprise":""}
        """;

    /// <summary>As <see cref="Spec(string)"/> with another image, ports and a volume at <c>/data</c>.</summary>
    public AppSpec Spec(string name, string image, int port, int containerPort)
    {
        var text = SpecText(name).Replace("nginx:latest", image, StringComparison.Ordinal).Replace("31111", $"{port}", StringComparison.Ordinal)
            .Replace("\"containerPorts\":[80]", $"\"containerPorts\":[{containerPort}]", StringComparison.Ordinal).Replace("/tmp", "/data", StringComparison.Ordinal);
        JsReader.TryRead(text, out var value, out var problem).ShouldBeTrue(problem);
        var reading = AppSpec.TryParse(value, AppRules.Own, 1);
        reading.IsValid.ShouldBeTrue(reading.ToString());
        return reading.Spec!;
    }

    public AppMessage Register(string name, long timestamp) => Sign(AppMessageKind.Register, Spec(name), timestamp);

    public AppMessage Register(AppSpec spec, long timestamp) => Sign(AppMessageKind.Register, spec, timestamp);

    public AppMessage Update(string name, long timestamp) => Sign(AppMessageKind.Update, Spec(name), timestamp);

    public string SignText(string text) => OwnerSignature.Sign(text, _key);

    public AppSpec Spec(string name)
    {
        JsReader.TryRead(SpecText(name), out var value, out var problem).ShouldBeTrue(problem);
        var reading = AppSpec.TryParse(value, AppRules.Own, 1);
        reading.IsValid.ShouldBeTrue(reading.ToString());
        return reading.Spec!;
    }

    private AppMessage Sign(AppMessageKind kind, AppSpec spec, long timestamp) =>
        AppMessage.Create(kind, spec, timestamp, SignText(AppMessage.SignedText(kind, spec, timestamp)));
}
