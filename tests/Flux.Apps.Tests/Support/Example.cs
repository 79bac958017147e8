using Flux.Apps.Canonical;
using Flux.Apps.Specs;

namespace Flux.Apps.Tests.Support;

/// <summary>Specifications to start from, and a way to change one field of them by its path.</summary>
internal static class Example
{
    public const string Owner = "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH";

    public const string Version8 = """
        {"version":8,"name":"demo","description":"d","owner":"1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH","compose":[
        {"name":"web","description":"w","repotag":"nginx:latest","ports":[31111],"domains":[""],"environmentParameters":["A=1"],"commands":[],
        "containerPorts":[80],"containerData":"/tmp","cpu":0.5,"ram":500,"hdd":5,"repoauth":""},
        {"name":"db","description":"","repotag":"redis:7","ports":[],"domains":[],"environmentParameters":[],"commands":["--save","60"],
        "containerPorts":[],"containerData":"r:/data|0:/shared","cpu":0.2,"ram":200,"hdd":1,"repoauth":""}],
        "instances":3,"contacts":["a@example.org"],"geolocation":["acEU"],"expire":22000,"nodes":[],"staticip":false,"enterprise":""}
        """;

    public const string Version7 = """
        {"version":7,"name":"demo7","description":"d","owner":"1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH","compose":[
        {"name":"web","description":"w","repotag":"nginx:latest","ports":[31111],"domains":[""],"environmentParameters":[],"commands":[],
        "containerPorts":[80],"containerData":"/tmp","cpu":0.5,"ram":500,"hdd":5,"tiered":true,"cpubasic":0.5,"cpusuper":0.6,"cpubamf":0.7,
        "rambasic":500,"ramsuper":600,"rambamf":700,"hddbasic":5,"hddsuper":6,"hddbamf":7,"repoauth":"","secrets":""}],
        "instances":3,"contacts":[],"geolocation":[],"expire":22000,"nodes":[],"staticip":false}
        """;

    public const string Version3 = """
        {"version":3,"name":"demo3","description":"d","owner":"1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH","repotag":"nginx:latest","ports":[31111,"31112"],
        "domains":["",""],"enviromentParameters":[],"commands":[],"containerPorts":["80",81],"containerData":"/tmp","cpu":0.5,"ram":500,"hdd":5,
        "tiered":false,"instances":3}
        """;

    public const string Version1 = """
        {"version":1,"name":"demo1","description":"d","owner":"1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH","repotag":"nginx:latest","port":"31111",
        "enviromentParameters":[],"commands":[],"containerPort":80,"containerData":"/tmp","cpu":0.5,"ram":500,"hdd":5,"tiered":false}
        """;

    public static JsValue Value(string json) => JsReader.TryRead(json, out var value, out var problem) ? value : throw new FormatException(problem);

    /// <summary>A valid specification of version 8 under that name.</summary>
    public static AppSpec Spec(string name = "demo", int instances = 3, string owner = Owner) => Valid(
        Set(Set(Set(Value(Version8), "name", JsValue.Of(name)), "instances", JsValue.Of(instances)), "owner", JsValue.Of(owner)));

    public static AppSpec Valid(JsValue value)
    {
        var reading = AppSpec.TryParse(value, AppRules.Own, 1);
        reading.IsValid.ShouldBeTrue(reading.ToString());
        return reading.Spec!;
    }

    /// <summary>The example with the JSON at a path (<c>compose[0].ports[0]</c>) replaced; an empty text removes the member.</summary>
    public static SpecReading Read(string example, string path, string json, AppRules? rules = null, long height = 1) =>
        AppSpec.TryParse(Set(Value(example), path, json.Length == 0 ? null : Value(json)), rules ?? AppRules.Own, height);

    public static JsValue Set(JsValue value, string path, JsValue? replacement)
    {
        if (path.Length == 0) return replacement!;
        if (path[0] == '[')
        {
            var index = int.Parse(path[1..path.IndexOf(']', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
            var rest = path[(path.IndexOf(']', StringComparison.Ordinal) + 1)..].TrimStart('.');
            return JsValue.Array(value.Items.Select((item, i) => i == index ? Set(item, rest, replacement) : item));
        }
        var end = path.IndexOfAny(['.', '[']);
        var (name, tail) = end < 0 ? (path, "") : (path[..end], path[end..].TrimStart('.'));
        if (tail.Length == 0 && replacement is null) return JsValue.Object(value.Members.Where(member => member.Name != name));
        return value.With(name, Set(value[name] ?? JsValue.Null, tail, replacement));
    }
}
