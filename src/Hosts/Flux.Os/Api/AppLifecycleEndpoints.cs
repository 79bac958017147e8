using Flux.Apps.Placement;
using Flux.Orchestration.Instances;
using Flux.Os.Api.Access;
using Flux.Os.Identity;
using Flux.Os.Watching;

namespace Flux.Os.Api;

/// <summary><c>/apps/appremove</c>, <c>/apps/redeploy…</c>: an app leaves this node, or is made anew here (FluxOS reference §7.6).</summary>
internal static partial class AppLifecycleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var apps = routes.MapGroup("/apps").WithTags("apps");
        apps.MapGet("/appremove/{appname?}/{force?}/{global?}", (HttpContext http, LocalInstances local, ILogger<LocalInstances> logger, string? global) => RemoveAsync(http, local, logger, global))
            .Needs(Privilege.AppOwnerAbove).WithSummary("An app leaves this node with its data; the network is told, and another node takes its place");
        apps.MapGet("/redeploy/{appname?}/{force?}/{global?}", (HttpContext http, LocalInstances local, ILogger<LocalInstances> logger, string? force, string? global) => RedeployAsync(http, local, logger, null, force, global))
            .Needs(Privilege.AppOwnerAbove).WithSummary("Containers of an app are made anew from a fresh image; force=true removes the data too");
        apps.MapGet("/redeploycomponent/{appname?}/{component?}/{force?}", (HttpContext http, LocalInstances local, ILogger<LocalInstances> logger, string? component, string? force) => RedeployAsync(http, local, logger, component ?? "", force, null))
            .Needs(Privilege.AppOwnerAbove).WithSummary("As redeploy, for one component");
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, LocalInstances local, ILogger logger, string? global)
    {
        if (global == "true") return Answer.Error("An app ends everywhere when its owner takes the deposit back (flux app remove); this node does not use your login elsewhere", "NotSupported");
        var grant = AccessGrant.Of(http);
        var app = grant.App!;
        if (grant.Component.Length > 0) return Answer.Error("Only whole apps leave a node; stop a component instead", "InvalidParameter");
        if (local.HashOf(app.Name) is null) return Answer.Error($"{app.Name} does not run on this node", "NotFound");
        LogAsked(logger, "removal", app.Name, grant.Caller.Id);
        return await ProgressStream.RunAsync(http, $"{app.Name} was removed from this node", async tell =>
        {
            tell($"Removing {app.Name}...");
            return await local.LeaveAsync(app, grant.IsOwner ? DeclineReason.Maintenance : DeclineReason.Operator, $"asked for by {grant.Caller.Id}").ConfigureAwait(false) ? null : $"{app.Name} could not be removed now; it is tried again";
        }).ConfigureAwait(false);
    }

    private static async Task<IResult> RedeployAsync(HttpContext http, LocalInstances local, ILogger logger, string? component, string? force, string? global)
    {
        if (global == "true") return AppControlEndpoints.NotElsewhere();
        if (component is { Length: 0 }) return Answer.Error("component is missing", "MissingParameter");
        var target = LocalTarget.Of(http, component);
        if (target.Problem is { } problem) return problem;
        var grant = AccessGrant.Of(http);
        var asked = component ?? grant.Component;
        // As the specification writes it.
        var id = new ComponentId(target.App!.Name, asked.Length == 0 ? "" : target.Components[0].Id.Component);
        LogAsked(logger, force == "true" ? "hard redeployment" : "redeployment", id.ToString(), grant.Caller.Id);
        return await ProgressStream.RunAsync(http, $"{id} was redeployed", tell => local.WhileBusyAsync(id.App, async () =>
        {
            // Whoever asked may leave; what was begun is brought to its end.
            var redeployed = await target.Keeper.RedeployAsync(id, force == "true", tell, CancellationToken.None).ConfigureAwait(false);
            if (redeployed.Ok) local.ForgetHolds(id.App, [.. target.Components.Select(one => one.Id.Component)]);
            return redeployed.Fault?.Message;
        })).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{What} of {App} was asked for by {Caller}")]
    private static partial void LogAsked(ILogger logger, string what, string app, string caller);
}
