using System.Net;
using System.Text.RegularExpressions;
using Flux.Orchestration;
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
        var served = await ServedAsync();
        var rows = Rows(Checkout.PathOf("docs/fluxos-routes.md"));

        rows.Count.ShouldBe(475);
        rows.Where(row => row.Served is "yes" or "differs").Select(row => row.Key).Except(served).ShouldBeEmpty("the page says these are served");
        rows.Where(row => row.Served == "no").Select(row => row.Key).Intersect(served).ShouldBeEmpty("the page says these are not served");
        rows.Where(row => row.Served != "yes" && row.Why.Length == 0).Select(row => row.Key).ShouldBeEmpty("the page must say why");
    }

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

    private static List<(string Key, string Served, string Why)> Rows(string file) =>
        [.. File.ReadLines(file).Select(line => Row().Match(line)).Where(m => m.Success).Select(m => (Key(m.Groups[1].Value, m.Groups[2].Value), m.Groups[4].Value, m.Groups[5].Value))];

    // Parameters by their place: ours may have other names.
    private static string Key(string method, string path) => $"{method} {Parameter().Replace(path.TrimEnd('/'), ":")}";

    [GeneratedRegex(@"^\| (GET|POST) \| `(/\S+)` \| ([^|]*) \| ([^|]*) \| ?([^|]*?) ?\|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\{[^}]*\}|:\w+\??")]
    private static partial Regex Parameter();

    private async Task<HashSet<string>> ServedAsync()
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
        await using var app = builder.Build();
        OsHost.MapRoutes(app);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method => Key(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))))];
    }
}
