using System.Collections.Immutable;
using System.Text;
using Flux.Apps.Canonical;

namespace Flux.Apps.Secrets;

/// <summary>The secrets of an app by component, and their JSON: <c>{"web":{"environment":["KEY=VALUE"],"repoauth":"user:password"}}</c>.</summary>
/// <param name="Components">By name, as the specification writes it.</param>
public sealed record AppSecrets(ImmutableSortedDictionary<string, ComponentSecrets> Components)
{
    /// <summary>Most bytes of the JSON.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int MaxEntries = 100, MaxEntry = 4_000, MaxRepoAuth = 15_000;

    /// <summary>None.</summary>
    public static AppSecrets None { get; } = new(ImmutableSortedDictionary.Create<string, ComponentSecrets>(StringComparer.Ordinal));

    /// <summary>Reads the JSON; false with the first problem and where it is.</summary>
    public static bool TryRead(string json, out AppSecrets secrets, out string problem)
    {
        secrets = None;
        if (json.Length > MaxBytes) return Fail($"is longer than {MaxBytes} bytes", out problem);
        if (!JsReader.TryRead(json, out var value, out problem)) return Fail($"is not JSON: {problem}", out problem);
        if (value.Kind != JsKind.Object) return Fail("is not an object with a member for each component", out problem);
        var found = ImmutableSortedDictionary.CreateBuilder<string, ComponentSecrets>(StringComparer.Ordinal);
        foreach (var (name, component) in value.Members)
        {
            if (!TryComponent(component, out var read, out problem)) return Fail($"{name}{problem}", out problem);
            found[name] = read;
        }
        secrets = new AppSecrets(found.ToImmutable());
        return true;
    }

    /// <summary>The JSON as UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(JsValue.Object(Components.Select(c => new JsMember(c.Key, JsValue.Object(
    [
        new("environment", JsValue.Strings(c.Value.Variables)),
        new("repoauth", JsValue.Of(c.Value.RepoAuth)),
    ])))).ToString());

    private static bool TryComponent(JsValue value, out ComponentSecrets secrets, out string problem)
    {
        secrets = null!;
        if (value.Kind != JsKind.Object) return Fail(" is not an object", out problem);
        if (value.Members.FirstOrDefault(m => m.Name is not ("environment" or "repoauth")) is { Name: { } unknown }) return Fail($".{unknown} is not known; known are environment and repoauth", out problem);
        if (value["repoauth"] is { } auth && (auth.Kind != JsKind.Text || auth.AsText.Length > MaxRepoAuth)) return Fail($".repoauth is not a text of at most {MaxRepoAuth} characters", out problem);
        var entries = value["environment"] ?? JsValue.EmptyArray;
        if (entries.Kind != JsKind.Array || entries.Items.Length > MaxEntries) return Fail($".environment is not a list of at most {MaxEntries} texts", out problem);
        for (var i = 0; i < entries.Items.Length; i++)
        {
            var entry = entries.Items[i];
            if (entry.Kind != JsKind.Text || entry.AsText.Length > MaxEntry || entry.AsText.IndexOf('=', StringComparison.Ordinal) <= 0 || entry.AsText.Contains('\0', StringComparison.Ordinal))
                return Fail($".environment[{i}] is not KEY=VALUE of at most {MaxEntry} characters", out problem);
        }
        secrets = new ComponentSecrets([.. entries.Items.Select(e => e.AsText)], value["repoauth"]?.AsText ?? "");
        problem = "";
        return true;
    }

    private static bool Fail(string text, out string problem)
    {
        problem = text;
        return false;
    }
}
