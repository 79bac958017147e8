using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Flux.Devnet.Sweeping;

/// <summary>Removes containers, networks and volumes of one network from a Docker Engine, found by label, through the Engine's API.</summary>
internal sealed class EngineSweep : IDisposable
{
    /// <summary>The label every object of ours bears; its value is the engine namespace.</summary>
    public const string NamespaceLabel = "flux.namespace";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly HttpClient engine;
    private readonly string tag;

    /// <param name="tag">What every engine namespace of the network begins with.</param>
    public EngineSweep(string tag)
    {
        this.tag = tag;
        var socketPath = SocketPath();
        engine = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = new Uri("http://engine/v1.41/"), Timeout = Patience };
    }

    /// <summary>Whether an engine answers. Without one there can be no object of ours that a person could see.</summary>
    public async Task<bool> IsThereAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await engine.GetAsync("_ping", cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            return false;
        }
    }

    public async Task<int> RemoveContainersAsync(CancellationToken cancel)
    {
        var ids = await ContainersAsync(cancel);
        foreach (var id in ids) await DeleteAsync($"containers/{id}?force=1&v=0", cancel);

        // A removal that a program of the network had begun is refused to us and not over yet; until it is, the network of the app can't go.
        using var patience = new CancellationTokenSource(Patience);
        while ((await ContainersAsync(cancel)).Count > 0 && !patience.IsCancellationRequested) await Task.Delay(Look, cancel);
        return ids.Count;
    }

    public async Task<int> RemoveNetworksAsync(CancellationToken cancel)
    {
        var ids = await OursAsync("networks?filters=", "", "Id", cancel);
        foreach (var id in ids) await DeleteAsync($"networks/{id}", cancel);
        return ids.Count;
    }

    public async Task<int> RemoveVolumesAsync(CancellationToken cancel)
    {
        var names = await OursAsync("volumes?filters=", "Volumes", "Name", cancel);
        foreach (var name in names) await DeleteAsync($"volumes/{Uri.EscapeDataString(name)}?force=1", cancel);
        return names.Count;
    }

    public void Dispose() => engine.Dispose();

    private Task<IReadOnlyList<string>> ContainersAsync(CancellationToken cancel) => OursAsync("containers/json?all=1&filters=", "", "Id", cancel);

    private async Task<IReadOnlyList<string>> OursAsync(string list, string property, string key, CancellationToken cancel)
    {
        var filter = Uri.EscapeDataString($$"""{"label":["{{NamespaceLabel}}"]}""");
        var answer = await engine.GetFromJsonAsync<JsonElement>(list + filter, cancel);
        var items = property == "" ? answer : answer.GetProperty(property);
        if (items.ValueKind != JsonValueKind.Array) return [];
        return [.. items.EnumerateArray().Where(IsOurs).Select(item => item.GetProperty(key).GetString()!)];
    }

    private bool IsOurs(JsonElement item) =>
        item.TryGetProperty("Labels", out var labels) && labels.ValueKind == JsonValueKind.Object
        && labels.TryGetProperty(NamespaceLabel, out var value) && value.GetString()!.StartsWith(tag, StringComparison.Ordinal);

    private async Task DeleteAsync(string path, CancellationToken cancel)
    {
        using var answer = await engine.DeleteAsync(path, cancel);
        if (answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict) return;
        throw new DevnetException(DevnetProblem.Unreachable, $"Docker Engine did not remove {path}: {await answer.Content.ReadAsStringAsync(cancel)}");
    }

    private static string SocketPath()
    {
        var host = Environment.GetEnvironmentVariable("DOCKER_HOST") ?? "";
        return host.StartsWith("unix://", StringComparison.Ordinal) ? host["unix://".Length..] : "/var/run/docker.sock";
    }
}
