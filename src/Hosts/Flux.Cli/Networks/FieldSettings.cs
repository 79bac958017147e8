using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;
using Flux.Devnet;

namespace Flux.Cli.Networks;

/// <summary>Changes fields of a network by their names in the file, judged as the file would be.</summary>
internal static class FieldSettings
{
    /// <exception cref="CommandException">A setting is none, or what comes out is no network: every problem, line by line.</exception>
    public static OwnParameters Apply(OwnParameters own, IEnumerable<string> settings)
    {
        var file = JsonNode.Parse(NetworkFile.Write(own))!.AsObject();
        foreach (var setting in settings) Set(file, setting);
        return Judge(file, "");
    }

    /// <summary>A file without what an earlier mining left in it.</summary>
    /// <exception cref="CommandException">It is wrong in other fields.</exception>
    /// <exception cref="DevnetException">It cannot be read.</exception>
    public static OwnParameters ReadUnmined(string path)
    {
        JsonNode? file;
        try
        {
            file = JsonNode.Parse(File.ReadAllText(path));
        }
        catch (JsonException e)
        {
            throw new CommandException(ExitCode.Rejected, $"{path} is not JSON: {e.Message}", inner: e);
        }
        catch (FileNotFoundException e)
        {
            throw new CommandException(ExitCode.NotFound, $"There is no file {path}.", "Make a network with: flux network new NAME", e);
        }
        if (file is not JsonObject root) throw new CommandException(ExitCode.Rejected, $"{path} is JSON, but no object.");
        if (root["genesis"] is JsonObject genesis)
        {
            genesis.Remove("nonce");
            genesis.Remove("solution");
        }
        return Judge(root, $"{path}: ");
    }

    private static void Set(JsonObject file, string setting)
    {
        var at = setting.IndexOf('=', StringComparison.Ordinal);
        if (at < 1) throw new CommandException(ExitCode.Usage, $"--set {setting}: it must be FIELD=VALUE.");
        var path = setting[..at];
        var field = NetworkFields.All.FirstOrDefault(known => known.Path == path)
            ?? throw new CommandException(ExitCode.Usage, $"--set {setting}: there is no field {path}.", "All fields: flux network show local");
        var section = field.Section.Length == 0 ? file : file[field.Section]!.AsObject();
        section[field.Name] = ValueOf(setting[(at + 1)..], section[field.Name]);
    }

    /// <summary>Where a text stands now the value is one; else JSON.</summary>
    private static JsonNode? ValueOf(string text, JsonNode? present)
    {
        if (present is JsonValue value && value.GetValueKind() == JsonValueKind.String) return JsonValue.Create(text);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static OwnParameters Judge(JsonObject file, string prefix)
    {
        var reading = NetworkFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString()));
        return reading.Own ?? throw new CommandException(ExitCode.Rejected, string.Join('\n', reading.Problems.Select(problem => $"{prefix}{problem}")), "Every field and its range: flux network show local");
    }
}
