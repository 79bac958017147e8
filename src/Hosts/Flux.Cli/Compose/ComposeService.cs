using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Flux.Cli.Compose;

/// <summary>One service as a component.</summary>
internal sealed class ComposeService(ComposeNodes nodes, string name, YamlNode node, IReadOnlySet<string> volumes)
{
    private const decimal DefaultCpu = 0.5m, DefaultRam = 500, DefaultHdd = 5, CpuStep = 0.1m;
    private const int LongestContainerData = 200;

    // What changes nothing here, with the note that says why.
    private static readonly Dictionary<string, string> Harmless = new()
    {
        ["restart"] = "Components are always started again when they end.",
        ["depends_on"] = "Components start in order of depends_on; conditions are not waited for.",
        ["networks"] = "Networks are not kept apart: the components of an app share one network of their own.",
        ["container_name"] = "Container names follow from app and component.",
        ["hostname"] = "Host names follow from the component.",
        ["logging"] = "Logs are read with flux app logs.",
        ["init"] = "init is left out.",
        ["pull_policy"] = "Images are pulled when a component is installed.",
        ["stop_grace_period"] = "Every component has ten seconds to stop.",
        ["labels"] = "Labels are left out.",
        ["healthcheck"] = "Health is judged by whether the first port answers; healthcheck is left out.",
        ["expose"] = "Components of an app reach all ports of each other; expose is left out.",
        ["links"] = "Components of an app reach each other by their names; links are left out.",
        ["tty"] = "No terminal is kept open; tty and stdin_open are left out.",
        ["stdin_open"] = "No terminal is kept open; tty and stdin_open are left out.",
        ["cap_drop"] = "Nearly all capabilities are dropped anyway; cap_drop is left out.",
        ["mem_reservation"] = "What a component asks for is its limit; mem_reservation is left out.",
        ["develop"] = "develop is for compose on this machine; it is left out.",
        ["annotations"] = "Annotations are left out.",
        ["platform"] = "Nodes run linux/amd64 or linux/arm64; platform is left out.",
    };

    private static readonly Dictionary<string, string> Refused = new()
    {
        ["build"] = "images are pulled, not built on the nodes; push the image to a registry and name it under image",
        ["entrypoint"] = "an image's entrypoint cannot be replaced; use command, or build an image",
        ["env_file"] = "files of this machine do not reach the nodes; write the variables under environment",
        ["privileged"] = "no container is privileged",
        ["cap_add"] = "no capabilities beyond the documented ones are given",
        ["devices"] = "no devices are given",
        ["network_mode"] = "every app has its own network",
        ["pid"] = "name spaces are not shared",
        ["ipc"] = "name spaces are not shared",
        ["secrets"] = "files of this machine do not reach the nodes",
        ["configs"] = "files of this machine do not reach the nodes",
        ["extra_hosts"] = "name resolution cannot be changed",
        ["dns"] = "name resolution cannot be changed",
        ["user"] = "the user is the image's own",
        ["sysctls"] = "kernel settings cannot be changed",
        ["security_opt"] = "the security stance is the same for all containers",
        ["ulimits"] = "limits are the node's",
        ["extends"] = "write the service out",
        ["volumes_from"] = "use containerData under x-flux to mount an earlier component's folder",
        ["profiles"] = "an app has one set of components; take the service out, or only its profiles",
        ["shm_size"] = "the size of /dev/shm cannot be chosen",
        ["tmpfs"] = "folders in memory cannot be mounted; a named volume can",
        ["working_dir"] = "the folder is the image's own",
        ["read_only"] = "the image's own folders can always be written",
        ["gpus"] = "no devices are given",
        ["runtime"] = "the runtime is the node's",
    };

    private readonly string _path = $"services.{name}";
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> _members = nodes.Members(node, $"services.{name}").ToDictionary(m => m.Name, m => (m.Key, m.Value));

    /// <summary>deploy.replicas or scale, when given.</summary>
    public decimal? Replicas { get; private set; }

    /// <summary>True when it has volumes that other instances do not share.</summary>
    public bool KeepsOwnData { get; private set; }

    /// <summary>The component; its problems are among the collected ones.</summary>
    public JsonObject Read()
    {
        if (!name.All(char.IsAsciiLetterOrDigit)) nodes.Problem(node, _path, $"a component's name has letters and digits only; rename the service, as in {new string([.. name.Where(char.IsAsciiLetterOrDigit)])}, also where others use it as a host name");
        if (!_members.ContainsKey("image") && !_members.ContainsKey("build")) nodes.Problem(node, _path, "image is missing");
        var extension = new FluxExtension(nodes, _members.TryGetValue("x-flux", out var flux) ? flux.Value : null, $"{_path}.x-flux");
        var component = new Draft();
        foreach (var (key, member) in _members) Take(key, member.Key, member.Value, component);
        extension.RefuseOthers($"{_path}.x-flux", "description", "domains", "cpu", "ram", "hdd", "containerData");
        var domains = extension.List("domains");
        while (domains.Count < component.Ports.Count) domains.Add("");
        var data = extension.Text("containerData") ?? ContainerData(component.Mounts);
        KeepsOwnData = component.Mounts.Count > 0 && data.StartsWith('/');
        return new JsonObject
        {
            ["name"] = name,
            ["description"] = extension.Text("description") ?? "",
            ["repotag"] = component.Image,
            ["ports"] = new JsonArray([.. component.Ports.Select(p => JsonValue.Create(p.Host))]),
            ["containerPorts"] = new JsonArray([.. component.Ports.Select(p => JsonValue.Create(p.Container))]),
            ["domains"] = domains,
            ["environmentParameters"] = new JsonArray([.. component.Environment.Select(e => JsonValue.Create(e))]),
            ["commands"] = new JsonArray([.. component.Commands.Select(c => JsonValue.Create(c))]),
            ["containerData"] = data,
            ["cpu"] = extension.Number("cpu") ?? component.Cpu ?? DefaultCpu,
            ["ram"] = extension.Number("ram") ?? component.Ram ?? DefaultRam,
            ["hdd"] = extension.Number("hdd") ?? DefaultHdd,
            ["repoauth"] = "",
        };
    }

    private void Take(string key, YamlNode at, YamlNode value, Draft component)
    {
        var path = $"{_path}.{key}";
        switch (key)
        {
            case "x-flux":
                break;
            case "image":
                component.Image = Tagged(nodes.Scalar(value, path) ?? "");
                if (component.Image.Contains('@', StringComparison.Ordinal)) nodes.Problem(value, path, "a specification names a tag, not a digest");
                break;
            case "ports":
                foreach (var (item, where) in nodes.Items(value, path)) component.Ports.AddRange(ComposePorts.Read(nodes, item, where));
                break;
            case "environment":
                TakeEnvironment(value, path, component);
                break;
            case "command":
                component.Commands.AddRange(value is YamlScalarNode ? ShellWords.Split(nodes.Scalar(value, path) ?? "") : nodes.Items(value, path).Select(i => nodes.Scalar(i.Node, i.Path) ?? ""));
                break;
            case "volumes":
                foreach (var (item, where) in nodes.Items(value, path)) TakeVolume(item, where, component);
                break;
            case "deploy":
                TakeDeploy(value, path, component);
                break;
            case "cpus":
                component.Cpu = nodes.Number(value, path);
                break;
            case "mem_limit":
                component.Ram = Whole(nodes.MegaBytes(value, path));
                break;
            case "scale":
                Replicas = nodes.Number(value, path);
                break;
            default:
                if (Harmless.TryGetValue(key, out var note)) nodes.Note(note);
                else if (!key.StartsWith("x-", StringComparison.Ordinal)) nodes.Problem(at, path, Refused.GetValueOrDefault(key, "is not supported"));
                break;
        }
    }

    private void TakeEnvironment(YamlNode value, string path, Draft component)
    {
        if (value is not YamlMappingNode)
        {
            foreach (var (item, where) in nodes.Items(value, path))
            {
                var entry = nodes.Scalar(item, where) ?? "";
                if (entry.Contains('=', StringComparison.Ordinal)) component.Environment.Add(entry);
                else if (nodes.Variables.TryGet(entry, out var set)) component.Environment.Add($"{entry}={set}");
                else nodes.Problem(item, where, $"{entry} has no value; variables of this machine do not reach the nodes");
            }
            return;
        }
        foreach (var (variable, at, given) in nodes.Members(value, path))
        {
            if (ComposeNodes.IsNull(given) && nodes.Variables.TryGet(variable, out var set)) component.Environment.Add($"{variable}={set}");
            else if (ComposeNodes.IsNull(given)) nodes.Problem(at, $"{path}.{variable}", "has no value; variables of this machine do not reach the nodes");
            else component.Environment.Add($"{variable}={nodes.Scalar(given, $"{path}.{variable}")}");
        }
    }

    private void TakeVolume(YamlNode item, string path, Draft component)
    {
        var (source, target, options) = item is YamlMappingNode ? LongVolume(item, path) : ShortVolume(nodes.Scalar(item, path) ?? "");
        if (source.StartsWith('$')) return; // A variable without a value was told.
        if (source.EndsWith("docker.sock", StringComparison.Ordinal)) nodes.Problem(item, path, "no component reaches the engine of its node");
        else if (source is "/etc/localtime" or "/etc/timezone") nodes.Problem(item, path, "the clock of this machine does not reach the nodes; most images take TZ under environment");
        else if (source.StartsWith('.') || source.StartsWith('/') || source.StartsWith('~')) nodes.Problem(item, path, "a folder of this machine does not reach the nodes; use a named volume, or put the files into the image");
        else if (options == "ro") nodes.Problem(item, path, "volumes can always be written; leave out ro");
        else if (options.Length > 0) nodes.Problem(item, path, $"'{options}' is not supported");
        else if (source.Length > 0 && !volumes.Contains(source)) nodes.Problem(item, path, $"volume {source} is not declared under volumes");
        else if (!target.StartsWith('/')) nodes.Problem(item, path, "the target must be an absolute path");
        else component.Mounts.Add((source, target));
    }

    private static (string Source, string Target, string Options) ShortVolume(string text)
    {
        var parts = text.Split(':');
        return parts.Length switch { 1 => ("", parts[0], ""), 2 => (parts[0], parts[1], ""), _ => (parts[0], parts[1], OptionsOf(parts[2])) };
    }

    // Access is the default; the others are for other systems than the nodes'.
    private static string OptionsOf(string text) => string.Join(',', text.Split(',').Except(["rw", "z", "Z", "cached", "delegated", "consistent"]));

    // As for every engine: an image without a tag is the latest.
    private string Tagged(string image)
    {
        if (image.Length == 0 || image.Contains('@', StringComparison.Ordinal) || image[(image.LastIndexOf('/') + 1)..].Contains(':', StringComparison.Ordinal)) return image;
        nodes.Note($"{image} without a tag means {image}:latest.");
        return image + ":latest";
    }

    private (string Source, string Target, string Options) LongVolume(YamlNode item, string path)
    {
        var fields = nodes.Members(item, path).ToDictionary(m => m.Name, m => ComposeNodes.Text(m.Value) ?? "");
        var options = string.Join(", ", fields.Where(f => f.Key is not ("type" or "source" or "target") || f is { Key: "type", Value: not "volume" }).Select(f => $"{f.Key}: {f.Value}"));
        return (fields.GetValueOrDefault("source", ""), fields.GetValueOrDefault("target", ""), options);
    }

    private void TakeDeploy(YamlNode value, string path, Draft component)
    {
        foreach (var (key, at, given) in nodes.Members(value, path))
        {
            if (key == "replicas") Replicas = nodes.Number(given, $"{path}.{key}");
            else if (key == "resources") TakeResources(given, $"{path}.{key}", component);
            else if (key is "restart_policy" or "update_config" or "labels" or "mode") nodes.Note($"deploy.{key} is left out: updates and restarts follow the network's rules.");
            else nodes.Problem(at, $"{path}.{key}", "is not supported");
        }
    }

    private void TakeResources(YamlNode value, string path, Draft component)
    {
        foreach (var (kind, at, limits) in nodes.Members(value, path))
        {
            if (kind == "reservations") nodes.Note("deploy.resources.reservations are left out: what a component asks for is its limit.");
            else if (kind != "limits") nodes.Problem(at, $"{path}.{kind}", "is not supported");
            else foreach (var (key, where, given) in nodes.Members(limits, $"{path}.limits"))
            {
                if (key == "cpus") component.Cpu = nodes.Number(given, $"{path}.limits.cpus");
                else if (key == "memory") component.Ram = Whole(nodes.MegaBytes(given, $"{path}.limits.memory"));
                else nodes.Problem(where, $"{path}.limits.{key}", "is not supported");
            }
        }
    }

    // The first mount is the component's main folder, others stand beside it (FluxOS reference §3.7).
    private string ContainerData(List<(string Name, string Path)> mounts)
    {
        if (mounts.Count == 0) return "/data";
        var text = mounts[0].Path + string.Concat(mounts.Skip(1).Select((m, i) => string.Create(CultureInfo.InvariantCulture, $"|m:{(m.Name.Length > 0 ? m.Name : $"volume{i + 1}")}:{m.Path}")));
        if (text.Length > LongestContainerData) nodes.Problem(node, $"{_path}.volumes", $"all mounts together take {text.Length} characters of {LongestContainerData}");
        if (mounts.Any(m => m.Name.Length > 0) && volumes.Count > 1) nodes.Note("Named volumes belong to one component: two services that name the same volume get a folder each.");
        return text;
    }

    private static decimal? Whole(decimal? megaBytes) => megaBytes is { } amount ? Math.Ceiling(amount) : null;

    private sealed class Draft
    {
        private decimal? _cpu;

        public string Image { get; set; } = "";

        public List<(int Host, int Container)> Ports { get; } = [];

        public List<string> Environment { get; } = [];

        public List<string> Commands { get; } = [];

        public List<(string Name, string Path)> Mounts { get; } = [];

        // Cores are sold in tenths.
        public decimal? Cpu { get => _cpu; set => _cpu = value is { } cores ? Math.Max(CpuStep, Math.Ceiling(cores / CpuStep) * CpuStep) : null; }

        public decimal? Ram { get; set; }
    }
}
