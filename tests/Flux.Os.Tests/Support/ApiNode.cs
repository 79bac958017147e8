using System.Net;
using System.Text.Json.Nodes;
using Flux.Apps.Messages;
using Flux.Orchestration;
using Flux.Os.Api.Access;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Options;
using Flux.Os.Registry;
using Flux.Os.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flux.Os.Tests.Support;

/// <summary>The whole HTTP side of fluxos as the host puts it together, on a stub fluxd: apps <c>demo</c> and <c>other</c> are registered.</summary>
internal sealed class ApiNode : IAsyncDisposable
{
    public static readonly Owner Owner = new(7), OtherOwner = new(8), User = new(3), Operator = IdentityParts.Operator, Team = IdentityParts.Team;

    private readonly string _folder = Directory.CreateTempSubdirectory("flux-os-api-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<(Owner, string?, TimeSpan?), string> _proofs = [];
    private StubFluxd _fluxd = null!;
    private Flux.Apps.Specs.AppSpec _demo = null!;
    private Task _following = Task.CompletedTask;

    public WebApplication App { get; private set; } = null!;

    public HttpClient Http { get; } = new();

    /// <summary>The chain, in the test's hands.</summary>
    public StubFluxd Fluxd => _fluxd;

    /// <summary>Host and port that node-bound logins name.</summary>
    public string Bound { get; } = $"{Node.Address}:16127";

    public static async Task<ApiNode> StartAsync(Func<string, OrchestrationOptions>? containers = null, Flux.Apps.Specs.AppSpec? demo = null)
    {
        var node = new ApiNode { _demo = demo ?? Owner.Spec("demo") };
        await node.OpenAsync(containers);
        return node;
    }

    /// <summary>Everything that is mapped.</summary>
    public IEnumerable<RouteEndpoint> Endpoints => ((IEndpointRouteBuilder)App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    /// <summary>Routes that are not public, each with a path that fills its parameters: the app is <c>demo</c>.</summary>
    public IEnumerable<(string Method, string Path, RouteAccess Access)> Guarded =>
        from endpoint in Endpoints
        let access = endpoint.Metadata.GetMetadata<RouteAccess>()
        where access is not null
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select (method, PathOf(endpoint), access);

    /// <summary>A header that proves an identity to one node until a moment: nearly as long as a node takes one, so that no slow machine outlives it.</summary>
    public string Auth(Owner who, string? node = null, TimeSpan? life = null)
    {
        if (_proofs.TryGetValue((who, node, life), out var known)) return known;
        var text = new NodeLogin(node ?? Bound, DateTimeOffset.UtcNow.Add(life ?? TimeSpan.FromMinutes(14)).ToUnixTimeMilliseconds(), Guid.NewGuid().ToString("n")).ToString();
        return _proofs[(who, node, life)] = AuthOf(who, text);
    }

    public static string AuthOf(Owner who, string text) => $"zelid={who.Address}&signature={Uri.EscapeDataString(who.SignText(text))}&loginPhrase={Uri.EscapeDataString(text)}";

    public async Task<HttpResponseMessage> SendAsync(string method, string path, string? auth = null, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        if (auth is not null) request.Headers.TryAddWithoutValidation(Credentials.Header, auth);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<string> TextAsync(string path, string? auth = null, string? body = null, string type = "text/plain")
    {
        using var response = await SendAsync(body is null ? "GET" : "POST", path, auth, body is null ? null : new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue(type)));
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<JsonObject> JsonAsync(string path, string? auth = null, string? body = null, string type = "text/plain") => JsonNode.Parse(await TextAsync(path, auth, body, type))!.AsObject();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        Http.Dispose();
        await App.DisposeAsync();
        await _fluxd.DisposeAsync();
        _stop.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static string PathOf(RouteEndpoint endpoint)
    {
        var segments = endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: AccessFilter.AppParameter } => "demo",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => parameter.Name is "force" or "global" ? "false" : "web",
            _ => "",
        })));
        return string.Join('/', segments);
    }

    private async Task OpenAsync(Func<string, OrchestrationOptions>? containers)
    {
        _fluxd = await StubFluxd.StartAsync();
        var options = new OsOptions
        {
            Name = "node1",
            Network = "local",
            DataFolder = _folder,
            Address = IPAddress.Parse(Node.Address),
            ApiPort = 16127,
            OperatorId = Operator.Address,
            TeamIds = [Team.Address],
            Fluxd = _fluxd.Address,
            FluxdUser = "u",
            FluxdPassword = "p",
            Orchestration = containers?.Invoke(_folder) ?? new OrchestrationOptions { NodeName = "node1", AppsFolder = _folder },
        };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(OsDatabase.Open(_folder)).AddSingleton(new NodeKeyHolder(null));
        OsHost.AddServices(builder.Services, options);
        if (containers is not null) builder.Services.AddSingleton(provider => KeeperHolder.Of(new InstanceKeeper(options.Orchestration, provider.GetRequiredService<ILoggerFactory>(), TimeProvider.System)));
        App = builder.Build();
        OsHost.MapRoutes(App);
        await App.StartAsync();
        Http.BaseAddress = new Uri(App.Urls.First() + "/");
        await RegisterAsync();
    }

    private async Task RegisterAsync()
    {
        var registry = App.Services.GetRequiredService<RegistryService>();
        var follower = App.Services.GetRequiredService<ChainFollower>();
        var followed = new TaskCompletionSource();
        follower.Changed += registry.FollowAsync;
        follower.Changed += (_, _) =>
        {
            followed.TrySetResult();
            return Task.CompletedTask;
        };
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        foreach (var message in (AppMessage[])[Owner.Register(_demo, now), OtherOwner.Register("other", now)])
        {
            (await registry.LearnAsync(message, CancellationToken.None)).Verdict.IsAccepted.ShouldBeTrue();
            _fluxd.Mine(StubFluxd.Pay(message));
        }
        _following = follower.RunAsync(_stop.Token);
        await Eventually.HoldsAsync(() => followed.Task.IsCompleted);
        registry.Table.Apps.Count.ShouldBe(2);
    }
}
