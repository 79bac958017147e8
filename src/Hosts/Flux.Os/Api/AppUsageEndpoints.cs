using System.Globalization;
using System.Text;
using Flux.Os.Api.Access;
using Flux.Os.Identity;
using Flux.Os.Usage;

namespace Flux.Os.Api;

/// <summary><c>/apps/appstats</c>, <c>/apps/appmonitor…</c>: what an app's containers use, now and over time (FluxOS reference §7.5).</summary>
internal static class AppUsageEndpoints
{
    private static readonly TimeSpan StreamLife = TimeSpan.FromHours(1), LongestRange = TimeSpan.FromDays(7);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var apps = routes.MapGroup("/apps").WithTags("apps");
        apps.MapGet("/appstats/{appname?}", NowAsync).Needs(Privilege.AppOwnerAbove).WithSummary("What a component uses now, as Docker measures it, and what it takes on disk");
        apps.MapGet("/appmonitor/{appname?}/{range?}", (HttpContext http, UsageMonitor monitor, string? range) => Over(http, monitor, range))
            .Needs(Privilege.AppOwnerAbove).WithSummary("Samples of a component: each minute of the last hour, each 3 minutes of a day, each hour of a week; range in milliseconds");
        apps.MapGet("/appmonitorstream/{appname?}", StreamAsync).Needs(Privilege.AppOwnerAbove).WithSummary("What a component uses, again and again for an hour at most: JSON objects one after the other");
        apps.MapGet("/startmonitoring/{appname?}", (HttpContext http, UsageMonitor monitor) =>
        {
            monitor.Start(AccessGrant.Of(http).App?.Name ?? "");
            return Answer.Message($"Monitoring of {AccessGrant.Of(http).App?.Name ?? "all apps"} started");
        }).Needs(Privilege.AppOwnerAbove, withoutApp: Privilege.AdminAndFluxTeam).WithSummary("Samples an app, or all of the node, from now on");
        apps.MapGet("/stopmonitoring/{appname?}/{deletedata?}", (HttpContext http, UsageMonitor monitor, string? deletedata) =>
        {
            monitor.Stop(AccessGrant.Of(http).App?.Name ?? "", deletedata == "true");
            return Answer.Message($"Monitoring of {AccessGrant.Of(http).App?.Name ?? "all apps"} stopped");
        }).Needs(Privilege.AppOwnerAbove, withoutApp: Privilege.AdminAndFluxTeam).WithSummary("Samples an app, or all of the node, no longer; deletedata=true forgets its samples");
    }

    private static async Task<IResult> NowAsync(HttpContext http, CancellationToken cancel)
    {
        var target = LocalTarget.Of(http);
        if (target.Problem is { } problem) return problem;
        var (usage, reason) = await UsageReader.ReadAsync(target.Keeper, target.Components[0], cancel).ConfigureAwait(false);
        return usage is null ? Answer.Error(reason, "DockerError") : Answer.Success(usage);
    }

    private static IResult Over(HttpContext http, UsageMonitor monitor, string? range)
    {
        var target = LocalTarget.Of(http);
        if (target.Problem is { } problem) return problem;
        TimeSpan? span = null;
        if (range is not null)
        {
            if (!long.TryParse(range, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds > LongestRange.TotalMilliseconds) return Answer.Error($"range is '{range}'; it must be milliseconds, at most 604800000 (7 days)", "InvalidParameter");
            span = TimeSpan.FromMilliseconds(milliseconds);
        }
        var text = new StringBuilder("""{"status":"success","data":[""");
        foreach (var sample in monitor.Of(target.Components[0].Id, span))
        {
            if (text[^1] == '}') text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $$"""{"timestamp":{{sample.At.ToUnixTimeMilliseconds()}},"data":{{Encoding.UTF8.GetString(sample.Data)}}}""");
        }
        return Results.Text(text.Append("]}").ToString(), "application/json; charset=utf-8");
    }

    // The engine takes about two seconds for a sample, which is the pace.
    private static async Task<IResult> StreamAsync(HttpContext http, IHostApplicationLifetime life, TimeProvider time)
    {
        var target = LocalTarget.Of(http);
        if (target.Problem is { } problem) return problem;
        using var over = new CancellationTokenSource(StreamLife, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping, over.Token);
        http.Response.ContentType = "application/json; charset=utf-8";
        try
        {
            while (true)
            {
                var (usage, _) = await UsageReader.ReadAsync(target.Keeper, target.Components[0], either.Token).ConfigureAwait(false);
                if (usage is null) return Results.Empty;
                await http.Response.WriteAsync(usage.ToJsonString() + "\n", either.Token).ConfigureAwait(false);
                await http.Response.Body.FlushAsync(either.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return Results.Empty;
        }
    }
}
