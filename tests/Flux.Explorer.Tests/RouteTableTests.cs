using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Flux.Explorer.Tests;

/// <summary>docs/explorer-routes.md and the code name the same routes.</summary>
public sealed partial class RouteTableTests
{
    [Fact]
    public async Task Every_route_stands_in_the_table_and_the_table_has_no_others()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapInsight(new NoCalls());
        var served = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && !endpoint.RoutePattern.RawText.StartsWith("/api/zelnode/", StringComparison.Ordinal))
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText}").Order(StringComparer.Ordinal);
        var listed = TableRow().Matches(await File.ReadAllTextAsync(Path.Combine(Checkout(), "docs/explorer-routes.md"))).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}").Order(StringComparer.Ordinal);

        listed.ShouldBe(served);
    }

    [GeneratedRegex(@"^\| (GET|POST) `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Flux.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }

    /// <summary>Routes are listed and none is asked, so nothing may call the chain.</summary>
    private sealed class NoCalls : IChainCalls
    {
        public Task<JsonElement> CallAsync(string method, CancellationToken cancellation, params object?[] parameters) =>
            throw new InvalidOperationException($"mapping the routes called {method}: the chain is asked by requests only");
    }
}
