using System.Text.Json.Nodes;
using Flux.Orchestration;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Os.Api.Access;
using Flux.Os.Identity;
using Flux.Os.Watching;

namespace Flux.Os.Api;

/// <summary>
/// <c>/apps/appstart…</c> and the like: looking into an app's containers on this node, starting and stopping them, for its owner, the operator
/// or the team (FluxOS reference §7.5, §7.6). A name is an app, or <c>component_app</c>.
/// </summary>
internal static class AppControlEndpoints
{
    private delegate Task<EngineResult<string>> Question(Engine engine, string container, CancellationToken cancel);

    private delegate Task<EngineResult<Done>> Change(InstanceKeeper keeper, ComponentId id);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var apps = routes.MapGroup("/apps").WithTags("apps");
        Ask(apps, "appinspect", "All that Docker says of a component's container", (engine, id, cancel) => engine.Containers.InspectJsonAsync(id, cancel));
        Ask(apps, "apptop", "Processes of a component", (engine, id, cancel) => engine.Containers.ProcessesJsonAsync(id, cancel));
        Ask(apps, "appchanges", "Files that a component changed", (engine, id, cancel) => engine.Containers.ChangesJsonAsync(id, cancel));
        // What was begun is brought to its end, although whoever asked may leave.
        Do(apps, "appstart", "started", ComponentHold.None, (keeper, id) => keeper.SetRunningAsync(id, running: true, CancellationToken.None));
        Do(apps, "appstop", "stopped", ComponentHold.Stopped, (keeper, id) => keeper.SetRunningAsync(id, running: false, CancellationToken.None));
        Do(apps, "apprestart", "restarted", ComponentHold.None, (keeper, id) => keeper.RestartAsync(id, CancellationToken.None));
        Do(apps, "apppause", "paused", ComponentHold.Paused, (keeper, id) => keeper.PauseAsync(id, CancellationToken.None));
        Do(apps, "appunpause", "unpaused", ComponentHold.None, (keeper, id) => keeper.SetRunningAsync(id, running: true, CancellationToken.None));
    }

    private static void Ask(RouteGroupBuilder apps, string route, string summary, Question question) =>
        apps.MapGet($"/{route}/{{appname?}}", async (HttpContext http, string? appname) =>
        {
            var target = LocalTarget.Of(http);
            if (target.Problem is { } problem) return problem;
            if (target.Container is not { } container) return Answer.Error($"{appname} has no container on this node", "NotFound");
            var answer = await question(target.Keeper.Engine, container, http.RequestAborted).ConfigureAwait(false);
            if (!answer.Ok) return Answer.Error(answer.Fault.Message, "DockerError");
            var told = JsonNode.Parse(answer.Value)!;
            // Secrets are the owner's; an operator can read them on the machine, but not through the API.
            if (!target.IsOwner && told is JsonObject inspected && inspected["Config"] is JsonObject config) config.Remove("Env");
            return Answer.Success(told);
        }).Needs(Privilege.AppOwnerAbove).WithSummary(summary);

    private static void Do(RouteGroupBuilder apps, string route, string done, ComponentHold hold, Change change) =>
        apps.MapGet($"/{route}/{{appname?}}/{{global?}}", async (HttpContext http, LocalInstances local, string? appname, string? global) =>
        {
            var target = LocalTarget.Of(http);
            if (target.Problem is { } problem) return problem;
            if (global == "true") return NotElsewhere();
            var names = target.Components.Select(component => component.Id.Component).ToList();
            var failed = await local.HoldAsync(target.App!.Name, names, hold, async id => (await change(target.Keeper, id).ConfigureAwait(false)).Fault?.Message).ConfigureAwait(false);
            if (failed is not null) return Answer.Error(failed, "DockerError");
            return Answer.Message($"{appname} successfully {done}");
        }).Needs(Privilege.AppOwnerAbove).WithSummary($"An app or one of its components on this node is {done}");

    /// <summary>The answer to <c>global=true</c>: a caller's proof is for this node; passing it on to others is what makes it worth stealing.</summary>
    internal static IResult NotElsewhere() => Answer.Error("Ask each node of /apps/location itself: this node does not use your login elsewhere", "NotSupported");
}
