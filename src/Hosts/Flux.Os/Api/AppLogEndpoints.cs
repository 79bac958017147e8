using Flux.Orchestration;
using Flux.Orchestration.Docker;
using Flux.Os.Identity;
using Flux.Os.Registry;
using Flux.Os.Watching;

namespace Flux.Os.Api;

/// <summary><c>/apps/applog/…</c>: lines of an app's containers, for its owner (FluxOS reference §7.5).</summary>
internal static class AppLogEndpoints
{
    private const int MostLines = 10_000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/apps/applog/{appname}/{lines:int?}", (HttpContext context, string appname, int? lines, bool? follow, RegistryService registry, LocalInstances local, KeeperHolder keeper, Authenticator authenticator, IHostApplicationLifetime lifetime) =>
            StreamAsync(context, appname, Math.Clamp(lines ?? 100, 1, MostLines), follow ?? false, new Sources(registry, local, keeper, authenticator, lifetime.ApplicationStopping)))
            .WithTags("apps").WithSummary("Lines of an app's containers on this node; ?follow=true goes on (ours)");

    private static async Task<IResult> StreamAsync(HttpContext context, string name, int lines, bool follow, Sources sources)
    {
        var (component, app) = AppName.Split(name);
        if (sources.Registry.Table.Find(app) is not { } registered) return RegistryEndpoints.NotFound(app);
        if (sources.Authenticator.Identify(context, out var problem) is not { } caller) return IdentityEndpoints.Denied(problem);
        if (!sources.Authenticator.Allows(caller, Privilege.AppOwnerAbove, registered.Spec.Owner)) return Answer.Unauthorized();
        var containers = (sources.Local.StatusOf(registered.Name)?.Components ?? []).Where(c => c.ContainerId is not null && (component.Length == 0 || string.Equals(c.Id.Component, component, StringComparison.OrdinalIgnoreCase))).ToList();
        if (sources.Keeper.Keeper is not { } keeper || containers.Count == 0) return Answer.Error($"{name} does not run on this node", "NotFound");
        context.Response.ContentType = "text/plain; charset=utf-8";
        using var gate = new SemaphoreSlim(1, 1);
        await Task.WhenAll(containers.Select(c => CopyAsync(context, keeper, c, containers.Count > 1, new LogQuery { Tail = lines, Follow = follow }, gate, sources.Stopping))).ConfigureAwait(false);
        return Results.Empty;
    }

    private static async Task CopyAsync(HttpContext context, InstanceKeeper keeper, ComponentStatus component, bool named, LogQuery query, SemaphoreSlim gate, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
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
                    await context.Response.WriteAsync(named ? $"{component.Id.Component}: {line.Text}\n" : line.Text + "\n", cancel).ConfigureAwait(false);
                    await context.Response.Body.FlushAsync(cancel).ConfigureAwait(false);
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

    private sealed record Sources(RegistryService Registry, LocalInstances Local, KeeperHolder Keeper, Authenticator Authenticator, CancellationToken Stopping);
}
