using System.Text.Json.Nodes;
using Flux.Apps.Canonical;

namespace Flux.Os.Api.Daemon;

/// <summary>Turns what a caller gave (path, query string or body) into the parameters of a JSON-RPC call.</summary>
internal static class DaemonArguments
{
    /// <summary>The parameters; null with the reason.</summary>
    public static JsonArray? Read(DaemonRoute route, Func<string, string?> given, out string problem)
    {
        problem = "";
        var values = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var parameter in route.Parameters)
        {
            var text = given(parameter.Name);
            if (string.IsNullOrEmpty(text)) text = parameter.Fallback;
            if (text is null)
            {
                values[parameter.Name] = null;
                continue;
            }
            if (!parameter.TryConvert(text, out var value, out problem)) return null;
            values[parameter.Name] = value;
        }
        return route.Shape switch
        {
            ParameterShape.Addresses => Addresses(values, given, out problem),
            ParameterShape.Output => [Object(values, "txid", "txid", "index", "index")],
            ParameterShape.TimeRange => TimeRange(values),
            _ => Positional(route, values, out problem),
        };
    }

    /// <summary>A value of a body as the text that a path would have.</summary>
    public static string? TextOf(JsValue body, string name)
    {
        var member = body.Members.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));
        return member.Value is not { } value || value.Kind == JsKind.Null ? null : value.Kind == JsKind.Text ? value.AsText : value.ToString();
    }

    private static JsonArray? Positional(DaemonRoute route, Dictionary<string, JsonNode?> values, out string problem)
    {
        problem = "";
        var array = new JsonArray();
        var missing = "";
        foreach (var parameter in route.Parameters)
        {
            if (values[parameter.Name] is not { } value)
            {
                missing = missing.Length == 0 ? parameter.Name : missing;
                continue;
            }
            if (missing.Length > 0 && parameter.Fallback is not null) continue;
            if (missing.Length > 0)
            {
                problem = $"{parameter.Name} was given without {missing}, which comes before it";
                return null;
            }
            array.Add(value);
        }
        return array;
    }

    // A single address in the path, one or several in a body.
    private static JsonArray? Addresses(Dictionary<string, JsonNode?> values, Func<string, string?> given, out string problem)
    {
        problem = "";
        var several = given("addresses");
        var addresses = several is not null && new DaemonParameter("addresses", '{', null).TryConvert(several, out var list, out problem) && list is JsonArray array
            ? array
            : values["address"] is { } one ? new JsonArray(one) : null;
        if (addresses is null)
        {
            problem = problem.Length > 0 ? problem : "address is missing";
            return null;
        }
        var request = Object(values, "start", "start", "end", "end", "chaininfo", "chainInfo");
        request["addresses"] = addresses;
        return [request];
    }

    private static JsonArray TimeRange(Dictionary<string, JsonNode?> values)
    {
        var options = Object(values, "noorphans", "noOrphans", "logicaltimes", "logicalTimes");
        var array = new JsonArray(values["high"], values["low"]);
        if (options.Count > 0) array.Add(options);
        return array;
    }

    private static JsonObject Object(Dictionary<string, JsonNode?> values, params string[] names)
    {
        var result = new JsonObject();
        for (var i = 0; i < names.Length; i += 2)
        {
            if (values.TryGetValue(names[i], out var value) && value is not null) result[names[i + 1]] = value;
        }
        return result;
    }
}
