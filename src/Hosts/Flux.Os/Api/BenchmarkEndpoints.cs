using Flux.Os.Api.Access;
using Flux.Os.Identity;

namespace Flux.Os.Api;

/// <summary><c>/benchmark/…</c>: fluxbench measures the machine and is asked by these routes; without one they say so (FluxOS reference §11.6).</summary>
internal static class BenchmarkEndpoints
{
    private static readonly (string Route, string[] Methods, Privilege? Who)[] Routes =
    [
        ("getstatus", ["GET"], null),
        ("help/{command?}", ["GET"], null),
        ("getbenchmarks", ["GET"], null),
        ("getstoredbenchmark", ["GET"], null),
        ("getinfo", ["GET"], null),
        ("signfluxnodetransaction/{hexstring?}", ["GET"], Privilege.Admin),
        ("signzelnodetransaction/{hexstring?}", ["GET"], Privilege.Admin),
        ("signfluxnodetransaction", ["POST"], Privilege.Admin),
        ("signzelnodetransaction", ["POST"], Privilege.Admin),
        ("stop", ["GET"], Privilege.Admin),
        ("start", ["GET"], Privilege.AdminAndFluxTeam),
        ("restart", ["GET"], Privilege.AdminAndFluxTeam),
        ("restartnodebenchmarks", ["GET"], Privilege.AdminAndFluxTeam),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var benchmark = routes.MapGroup("/benchmark").WithTags("benchmark");
        foreach (var (route, methods, who) in Routes)
        {
            var mapped = benchmark.MapMethods("/" + route, methods, () => Answer.Error("This node has no fluxbench", "NotAvailable")).WithSummary("Answers an error until this node has a fluxbench");
            if (who is { } level) mapped.Needs(level);
        }
    }
}
