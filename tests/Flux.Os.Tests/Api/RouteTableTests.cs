using System.Net;
using System.Text.RegularExpressions;
using Flux.Orchestration;
using Flux.Os.Api.Access;
using Flux.Os.Api.Refused;
using Flux.Os.Identity;
using Flux.Os.Options;
using Flux.Os.Storage;
using Flux.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Flux.Os.Tests.Api;

/// <summary>docs/fluxos-routes.md says of every route of the existing network whether it is served; the program says the same.</summary>
public sealed partial class RouteTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flux-os-routes-").FullName;

    [Fact]
    public async Task What_the_page_calls_served_is_served_and_nothing_else()
    {
        await using var app = Build();
        var served = Served(app).Where(e => e.Endpoint.Metadata.GetMetadata<RefusedRoute>() is null).Select(e => e.Key).ToHashSet();
        var rows = Rows(Checkout.PathOf("docs/fluxos-routes.md"));

        rows.Count.ShouldBe(475);
        rows.Where(row => row.Served is "yes" or "differs").Select(row => row.Key).Except(served).ShouldBeEmpty("the page says these are served");
        rows.Where(row => row.Served == "no").Select(row => row.Key).Intersect(served).ShouldBeEmpty("the page says these are not served");
        rows.Where(row => row.Served != "yes" && row.Why.Length == 0).Select(row => row.Key).ShouldBeEmpty("the page must say why");
    }

    [Fact]
    public async Task What_is_not_served_answers_with_the_page_s_reason()
    {
        await using var app = Build();
        var refused = Served(app).Select(e => (e.Endpoint, Refused: e.Endpoint.Metadata.GetMetadata<RefusedRoute>(), e.Method)).Where(e => e.Refused is not null).ToList();

        foreach (var row in Rows(Checkout.PathOf("docs/fluxos-routes.md")).Where(row => row.Served == "no"))
        {
            var (method, path) = (row.Key.Split(' ')[0], row.Key.Split(' ')[1].Split("/:")[0]);
            refused.ShouldContain(e => e.Method == method && e.Refused!.Why == row.Why && Covers(e.Endpoint, path), $"{row.Key}: {row.Why}");
        }
    }

    [Fact]
    public async Task Every_route_has_the_level_that_the_page_says()
    {
        await using var app = Build();
        var levels = Served(app).ToLookup(e => e.Key, e => e.Endpoint.Metadata.GetMetadata<RouteAccess>());

        foreach (var row in Rows(Checkout.PathOf("docs/fluxos-routes.md")).Where(row => row.Served is "yes" or "differs" && !row.Why.StartsWith("level ", StringComparison.Ordinal)))
        {
            // Where the page names several levels the route decides by what is asked; tests of those routes say how.
            var said = row.Level.Trim('*');
            if (said.Contains('/', StringComparison.Ordinal) || said == "public") continue;
            levels[row.Key].ShouldAllBe(access => access != null && RouteAccess.Word(access.Who) == said, row.Key);
        }
    }

    [Fact]
    public async Task No_level_stands_on_a_route_that_the_page_calls_public()
    {
        await using var app = Build();
        var guarded = Served(app).Where(e => e.Endpoint.Metadata.GetMetadata<RouteAccess>() is not null).Select(e => e.Key).ToHashSet();

        Rows(Checkout.PathOf("docs/fluxos-routes.md")).Where(row => row.Level.Trim('*') == "public" && row.Served == "yes").Select(row => row.Key).Intersect(guarded).ShouldBeEmpty();
    }

    [Fact]
    public void Every_row_that_is_not_served_has_a_reason_of_its_own() =>
        Rows(Checkout.PathOf("docs/fluxos-routes.md")).Where(row => row.Why.StartsWith("later", StringComparison.Ordinal)).Select(row => row.Key).ShouldBeEmpty();

    [Fact]
    public void The_page_has_every_route_of_the_reference()
    {
        var reference = Checkout.PathOf("../shared/reference/fluxos-protocol.md");
        Assert.SkipUnless(File.Exists(reference), $"{reference} is not here");

        var told = Rows(Checkout.PathOf("docs/fluxos-routes.md")).Select(row => row.Key).ToList();

        Rows(reference).Select(row => row.Key).Order().ShouldBe(told.Order());
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static List<(string Key, string Level, string Served, string Why)> Rows(string file) =>
        [.. File.ReadLines(file).Select(line => Row().Match(line)).Where(m => m.Success).Select(m => (Key(m.Groups[1].Value, m.Groups[2].Value), m.Groups[3].Value.Trim(), m.Groups[4].Value.Trim(), m.Groups[5].Value))];

    private static bool Covers(RouteEndpoint endpoint, string path)
    {
        var refused = endpoint.RoutePattern.RawText!.Replace("/{**rest}", "", StringComparison.Ordinal);
        return refused == path || path.StartsWith(refused + "/", StringComparison.Ordinal);
    }

    // Parameters by their place: ours may have other names.
    private static string Key(string method, string path) => $"{method} {Parameter().Replace(path.TrimEnd('/'), ":")}";

    [GeneratedRegex(@"^\| (GET|POST) \| `(/\S+)` \| ([^|]*) \| ([^|]*) \| ?([^|]*?) ?\|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\{[^}]*\}|:\w+\??")]
    private static partial Regex Parameter();

    private static IEnumerable<(string Key, string Method, RouteEndpoint Endpoint)> Served(IEndpointRouteBuilder app) =>
        app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method => (Key(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/')), method, endpoint)));

    private WebApplication Build()
    {
        var options = new OsOptions
        {
            Name = "routes",
            Network = "local",
            DataFolder = _folder,
            Address = IPAddress.Loopback,
            ApiPort = 16127,
            Fluxd = new Uri("http://127.0.0.1:1"),
            Orchestration = new OrchestrationOptions { NodeName = "routes", AppsFolder = _folder },
        };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(OsDatabase.Open(_folder)).AddSingleton(new NodeKeyHolder(null));
        OsHost.AddServices(builder.Services, options);
        var app = builder.Build();
        OsHost.MapRoutes(app);
        return app;
    }
}
