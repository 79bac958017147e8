using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Devnet;
using Flux.Devnet.Control;
using Flux.Functional.Tests.Commands;

namespace Flux.Functional.Tests.Apps;

/// <summary>A mining network with fluxos on every machine and its own addresses, and the CLI that talks to it.</summary>
internal sealed class AppNetwork : IAsyncDisposable
{
    private readonly TemporaryHome home = new();

    private AppNetwork(string firstAddress) => Flux = new FluxCommand(home.Path, firstAddress);

    public LocalNetwork Network { get; private set; } = null!;

    public FluxCommand Flux { get; }

    public string Home => home.Path;

    public FluxdClient Fluxd => Network.Fluxd(Network.Gateway);

    public static async Task<AppNetwork> StartAsync(string firstAddress, string subnets, int nodes, TimeSpan? blockTime = null)
    {
        var started = new AppNetwork(firstAddress);
        var options = new DevnetOptions
        {
            Home = started.home.Path,
            FirstAddress = IPAddress.Parse(firstAddress),
            Gateway = new IPEndPoint(IPAddress.Parse(firstAddress), 8080),
            SubnetPrefix = subnets,
            Nodes = nodes,
            BlockTime = blockTime ?? new DevnetOptions().BlockTime,
        };
        started.Network = await LocalNetwork.StartAsync(options, new EventLog(), TimeProvider.System, CancellationToken.None);
        return started;
    }

    /// <summary>Folder of an example of the repository.</summary>
    public static string Example(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var example = Path.Combine(folder.FullName, "examples", name);
            if (Directory.Exists(example)) return example;
        }
        throw new DirectoryNotFoundException($"examples/{name}");
    }

    /// <summary>Builds the hello example's image, as `flux app deploy` of its folder does.</summary>
    public static async Task BuildImageAsync()
    {
        using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Example("hello"), "build-image.sh")]) { RedirectStandardOutput = true })!;
        await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        script.ExitCode.ShouldBe(0);
    }

    /// <summary>A specification like the hello example's, changed.</summary>
    public async Task<string> SpecAsync(string name, Action<System.Text.Json.Nodes.JsonObject> change)
    {
        var spec = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Example("hello"), "flux.json")))!.AsObject();
        spec["name"] = name;
        change(spec);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(home.Path, "specs", name + Guid.NewGuid().ToString("n")[..6])).FullName, "flux.json");
        await File.WriteAllTextAsync(file, spec.ToJsonString());
        return file;
    }

    /// <summary>A client with a 1 s timeout, that keeps no cookie: the gateway's would bind it to one instance.</summary>
    public static HttpClient Visitor() => new(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(1) };

    /// <summary>One request to the gateway by host name, 1 s, no repetition; the node that answered, or null.</summary>
    public async Task<string?> AskAsync(HttpClient http, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{Network.Options.Gateway}/") { Headers = { Host = host } };
        try
        {
            using var answer = await http.SendAsync(request);
            if (!answer.IsSuccessStatusCode) return null;
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("node").GetString();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Every container of this network, also stopped ones.</summary>
    public async Task<IReadOnlyList<string>> ContainersAsync()
    {
        var all = new List<string>();
        foreach (var machine in Network.Machines) all.AddRange(await Docker.ContainersAsync(machine.EngineNamespace, running: false));
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        if (Network is not null) await Network.DisposeAsync();
        home.Dispose();
    }
}
