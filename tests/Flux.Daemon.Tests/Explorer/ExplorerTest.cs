using System.Net;
using System.Text.Json;
using Flux.Daemon.Explorer;
using Flux.Daemon.Tests.Rpc.Replay;
using Flux.TestKit;

namespace Flux.Daemon.Tests.Explorer;

/// <summary>The explorer's server over the recorded chain, on an address of its own.</summary>
public abstract class ExplorerTest(RecordedDaemon daemon) : IClassFixture<RecordedDaemon>, IAsyncLifetime
{
    private const int Port = 3001;

    private ExplorerServer? _server;

    /// <summary>The daemon behind the server.</summary>
    protected RecordedDaemon Daemon => daemon;

    /// <summary>Asks the server; paths are relative to <see cref="Root"/>.</summary>
    protected HttpClient Http { get; } = new();

    /// <summary>Path that the subject's routes begin with.</summary>
    protected virtual string Root => "/api/";

    public virtual async ValueTask InitializeAsync()
    {
        var endpoint = new IPEndPoint(OwnAddress.Take(), Port);
        _server = await ExplorerServer.StartAsync(endpoint, daemon.Dispatcher);
        Http.BaseAddress = new Uri($"http://{endpoint}{Root}");
    }

    public virtual async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a route answers with 200, as JSON.</summary>
    protected async Task<JsonElement> GetAsync(string path)
    {
        using var document = JsonDocument.Parse(await TextAsync(path));
        return document.RootElement.Clone();
    }

    /// <summary>What a route answers with 200.</summary>
    protected async Task<string> TextAsync(string path)
    {
        var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {text}");
        return text;
    }

    /// <summary>The result of a call of the daemon itself; parameters are JSON.</summary>
    protected async Task<JsonElement> CallAsync(string method, params string[] parameters)
    {
        var answer = await daemon.PostAsync($$"""{"method":"{{method}}","params":[{{string.Join(',', parameters)}}]}""");
        answer.Status.ShouldBe(200, answer.Text);
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.GetProperty("result").Clone();
    }

    /// <summary>Names of an object's members, in order.</summary>
    protected static string[] Names(JsonElement container) => [.. container.EnumerateObject().Select(member => member.Name)];
}
