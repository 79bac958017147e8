using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Apps.Messages;
using Flux.Ingress;
using Flux.Orchestration;

namespace Flux.Os.Options;

/// <summary>Reads <c>--config FILE.json</c>. Collects every problem with the path of the setting.</summary>
internal sealed class OsOptionsFile
{
    private readonly List<string> _problems = [];

    public static OsOptionsResult Read(IReadOnlyList<string> arguments)
    {
        if (OsArguments.Read(arguments) is not { ConfigFile: var file }) return new OsOptionsResult(null, [OsArguments.Usage]);
        try
        {
            var node = JsonNode.Parse(File.ReadAllText(file), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return node is JsonObject root ? new OsOptionsFile().Read(root) : new OsOptionsResult(null, [$"{file} does not hold a JSON object"]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new OsOptionsResult(null, [$"cannot read {file}: {e.Message}"]);
        }
    }

    private OsOptionsResult Read(JsonObject root)
    {
        var node = Section(root, "node");
        var fluxd = Section(root, "fluxd");
        var identity = Section(root, "identity");
        var address = Address(node, "node", "address", IPAddress.Loopback);
        var folder = Text(node, "node", "dataFolder", "");
        if (folder.Length == 0) _problems.Add("node.dataFolder is missing");
        var network = Text(node, "node", "network", "main");
        var options = new OsOptions
        {
            Name = Text(node, "node", "name", Environment.MachineName),
            Network = network,
            Rules = NetworkRules.Of(network, _problems),
            DataFolder = folder,
            Address = address,
            ApiPort = Number(node, "node", "apiPort", 16127, 1, 65535),
            NodeKey = Text(node, "node", "key", ""),
            OperatorId = Text(node, "node", "zelid", ""),
            TeamIds = Texts(identity, "identity", "teamIds"),
            AcceptSelfMadePhrases = Flag(identity, "identity", "acceptSelfMadePhrases", true),
            Hosts = [.. Texts(identity, "identity", "hosts").Select(host => host.ToLowerInvariant())],
            Fluxd = Url(fluxd, "fluxd", "address", "http://127.0.0.1:16124/"),
            FluxdCookieFile = fluxd["cookieFile"] is null ? null : Text(fluxd, "fluxd", "cookieFile", ""),
            FluxdUser = Text(fluxd, "fluxd", "user", ""),
            FluxdPassword = Text(fluxd, "fluxd", "password", ""),
            Orchestration = ReadOrchestration(Section(root, "orchestration"), folder, address, Text(node, "node", "name", "")),
            GatewayListen = ReadGateway(Section(root, "gateway")),
            Gateway = new GatewayOptions(),
        };
        if (options.OperatorId.Length > 0 && !OwnerSignature.IsOwnerAddress(options.OperatorId)) _problems.Add($"node.zelid is '{options.OperatorId}'; it must be a Bitcoin (1…) or Ethereum (0x…) address");
        _problems.AddRange(options.TeamIds.Where(id => !OwnerSignature.IsOwnerAddress(id)).Select(id => $"identity.teamIds has '{id}'; it must be a Bitcoin (1…) or Ethereum (0x…) address"));
        if (options.FluxdCookieFile is null && options.FluxdPassword.Length == 0) _problems.Add("fluxd needs cookieFile, or user and password");
        if (!NodeAddress.ApiPorts.Contains(options.ApiPort)) _problems.Add($"node.apiPort is {options.ApiPort}; legal are {string.Join(", ", NodeAddress.ApiPorts)}");
        _problems.AddRange(options.Orchestration.Problems());
        return new OsOptionsResult(_problems.Count == 0 ? options : null, _problems);
    }

    private OrchestrationOptions ReadOrchestration(JsonObject section, string folder, IPAddress address, string name) => new()
    {
        Namespace = Text(section, "orchestration", "namespace", ""),
        PublishAddress = Address(section, "orchestration", "publishAddress", IPAddress.Any),
        NodeAddress = address,
        NodeName = name.Length == 0 ? Environment.MachineName : name,
        SubnetPrefix = Text(section, "orchestration", "subnetPrefix", "172.23"),
        FirstSubnet = Number(section, "orchestration", "firstSubnet", 1, 1, 255),
        LastSubnet = Number(section, "orchestration", "lastSubnet", 255, 1, 255),
        Engine = section["engine"] is null ? null : Url(section, "orchestration", "engine", "unix:///var/run/docker.sock"),
        AppsFolder = Path.Combine(folder.Length == 0 ? "." : folder, "apps"),
    };

    private IPEndPoint? ReadGateway(JsonObject section)
    {
        if (section["listen"] is null) return null;
        var text = Text(section, "gateway", "listen", "");
        if (IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port != 0) return endpoint;
        _problems.Add($"gateway.listen is '{text}'; it must be address:port");
        return null;
    }

    private JsonObject Section(JsonObject root, string name)
    {
        if (root[name] is null) return [];
        if (root[name] is JsonObject section) return section;
        _problems.Add($"{name} must be an object");
        return [];
    }

    private string Text(JsonObject section, string path, string name, string fallback)
    {
        if (section[name] is null) return fallback;
        if (section[name] is JsonValue value && value.TryGetValue<string>(out var text)) return text;
        _problems.Add($"{path}.{name} must be a text");
        return fallback;
    }

    private List<string> Texts(JsonObject section, string path, string name)
    {
        if (section[name] is null) return [];
        var texts = (section[name] as JsonArray)?.OfType<JsonValue>().Select(v => v.TryGetValue<string>(out var text) ? text : null).ToList();
        if (texts is not null && !texts.Contains(null) && texts.Count == ((JsonArray)section[name]!).Count) return [.. texts.OfType<string>()];
        _problems.Add($"{path}.{name} must be a list of texts");
        return [];
    }

    private bool Flag(JsonObject section, string path, string name, bool fallback)
    {
        if (section[name] is null) return fallback;
        if (section[name] is JsonValue value && value.TryGetValue<bool>(out var flag)) return flag;
        _problems.Add($"{path}.{name} must be true or false");
        return fallback;
    }

    private int Number(JsonObject section, string path, string name, int fallback, int least, int most)
    {
        if (section[name] is null) return fallback;
        if (section[name] is JsonValue value && value.TryGetValue<int>(out var number) && number >= least && number <= most) return number;
        _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{path}.{name} is {section[name]!.ToJsonString()}; it must be a whole number from {least} to {most}"));
        return fallback;
    }

    private IPAddress Address(JsonObject section, string path, string name, IPAddress fallback)
    {
        if (section[name] is null) return fallback;
        if (IPAddress.TryParse(Text(section, path, name, ""), out var address) && address.AddressFamily == AddressFamily.InterNetwork) return address;
        _problems.Add($"{path}.{name} must be an IPv4 address");
        return fallback;
    }

    private Uri Url(JsonObject section, string path, string name, string fallback)
    {
        var text = Text(section, path, name, fallback);
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri)) return uri;
        _problems.Add($"{path}.{name} is '{text}'; it must be a URL");
        return new Uri(fallback);
    }
}
