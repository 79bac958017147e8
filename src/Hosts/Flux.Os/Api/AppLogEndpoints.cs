using System.Globalization;
using Flux.Orchestration;
using Flux.Orchestration.Docker;
using Flux.Os.Api.Access;
using Flux.Os.Identity;

namespace Flux.Os.Api;

/// <summary><c>/apps/applog…</c>: lines of an app's containers, for its owner (FluxOS reference §7.5).</summary>
internal static class AppLogEndpoints
{
    private const int MostLines = 10_000, UsualLines = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var apps = routes.MapGroup("/apps").WithTags("apps");
        apps.MapGet("/applog/{appname?}/{lines?}", (HttpContext http, IHostApplicationLifetime life, string? lines, bool? follow) =>
            StreamAsync(http, CountOf(lines) ?? UsualLines, follow ?? false, life.ApplicationStopping))
            .Needs(Privilege.AppOwnerAbove).WithSummary("Lines of an app's containers on this node as text; ?follow=true goes on (ours)");
        apps.MapGet("/applogpolling/{appname?}/{lines?}/{since?}", PollAsync).Needs(Privilege.AppOwnerAbove)
            .WithSummary("The last lines of a component with their time stamps; lines may be all, since is a moment or seconds of 1970");
    }

    private static int? CountOf(string? lines) =>
        int.TryParse(lines, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Clamp(count, 1, MostLines) : lines == "all" ? MostLines : null;

    private static async Task<IResult> StreamAsync(HttpContext http, int lines, bool follow, CancellationToken stopping)
    {
        var target = LocalTarget.Of(http);
        if (target.Problem is { } problem) return problem;
        var containers = target.Components.Where(c => c.ContainerId is not null).ToList();
        http.Response.ContentType = "text/plain; charset=utf-8";
        using var gate = new SemaphoreSlim(1, 1);
        await Task.WhenAll(containers.Select(c => CopyAsync(http, target.Keeper, c, containers.Count > 1, new LogQuery { Tail = lines, Follow = follow }, gate, stopping))).ConfigureAwait(false);
        return Results.Empty;
    }

    private static async Task CopyAsync(HttpContext http, InstanceKeeper keeper, ComponentStatus component, bool named, LogQuery query, SemaphoreSlim gate, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var cancel = either.Token;
        try
        {
            var opened = await keeper.Engine.Logs.OpenAsync(component.ContainerId!, query, cancel).ConfigureAwait(false);
            if (opened.Value is null) return;
            await foreach (var line in opened.Value.WithCancellation(cancel).ConfigureAwait(false))
            {
                await gate.WaitAsync(cancel).ConfigureAwait(false);
                try
                {
                    await http.Response.WriteAsync(named ? $"{component.Id.Component}: {line.Text}\n" : line.Text + "\n", cancel).ConfigureAwait(false);
                    await http.Response.Body.FlushAsync(cancel).ConfigureAwait(false);
                }
                finally
                {
                    gate.Release();
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The reader left.
        }
    }

    // One object without the envelope's data, as clients of this route expect.
    private static async Task<IResult> PollAsync(HttpContext http, string? lines, string? since, string? lineCount)
    {
        var target = LocalTarget.Of(http);
        if (target.Problem is { } problem) return problem;
        if (target.Container is not { } container) return Answer.Error("It has no container on this node", "NotFound");
        if (!TryMoment(since, out var from)) return Answer.Error($"since is '{since}'; it must be a moment such as 2026-01-31T12:00:00Z, or seconds of 1970", "InvalidParameter");
        var asked = lines ?? lineCount ?? "all";
        var count = CountOf(asked) ?? UsualLines;
        var opened = await target.Keeper.Engine.Logs.OpenAsync(container, new LogQuery { Tail = count, Since = from }, http.RequestAborted).ConfigureAwait(false);
        if (!opened.Ok) return Answer.Error(opened.Fault.Message, "DockerError");
        var logs = new List<string>();
        await foreach (var line in opened.Value.WithCancellation(http.RequestAborted).ConfigureAwait(false)) logs.Add(line.Time is { } time ? $"{Stamp(time)} {line.Text}" : line.Text);
        return Results.Json(new { logs, lineCount = asked == "all" ? (object)"all" : count, logCount = logs.Count, sinceTimestamp = since ?? "", truncated = logs.Count >= count, status = "success" });
    }

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private static bool TryMoment(string? text, out DateTimeOffset? moment)
    {
        moment = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800m) moment = DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000));
        else if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)) moment = read;
        return moment is not null;
    }
}
