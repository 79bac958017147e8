using System.Text.Json.Nodes;
using Flux.Orchestration;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Os.Api.Access;
using Flux.Os.Identity;

namespace Flux.Os.Api;

/// <summary>
/// <c>/apps/appstart…</c> and the like: looking into an app's containers on this node, starting and stopping them, for its owner, the operator
/// or the team (FluxOS reference §7.5, §7.6). A name is an app, or <c>component_app</c>.
/// </summary>
internal static class AppControlEndpoints
{
    private delegate Task<EngineResult<string>> Question(Engine engine, string container, CancellationToken cancel);

    private delegate Task<EngineResult<Done>> Change(InstanceKeeper keeper, ComponentId id, CancellationToken cancel);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var apps = routes.MapGroup("/apps").WithTags("apps");
        Ask(apps, "appinspect", "All that Docker says of a component's container", (engine, id, cancel) => engine.Containers.InspectJsonAsync(id, cancel));
        Ask(apps, "apptop", "Processes of a component", (engine, id, cancel) => engine.Containers.ProcessesJsonAsync(id, cancel));
        Ask(apps, "appchanges", "Files that a component changed", (engine, id, cancel) => engine.Containers.ChangesJsonAsync(id, cancel));
        Do(apps, "appstart", "started", (keeper, id, cancel) => keeper.SetRunningAsync(id, running: true, cancel));
        Do(apps, "appstop", "stopped", (keeper, id, cancel) => keeper.SetRunningAsync(id, running: false, cancel));
        Do(apps, "apprestart", "restarted", (keeper, id, cancel) => keeper.RestartAsync(id, cancel));
        Do(apps, "apppause", "paused", (keeper, id, cancel) => keeper.PauseAsync(id, cancel));
        Do(apps, "appunpause", "unpaused", (keeper, id, cancel) => keeper.SetRunningAsync(id, running: true, cancel));
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

    private static void Do(RouteGroupBuilder apps, string route, string done, Change change) =>
        apps.MapGet($"/{route}/{{appname?}}/{{global?}}", async (HttpContext http, string? appname, string? global) =>
        {
            var target = LocalTarget.Of(http);
            if (target.Problem is { } problem) return problem;
            if (global == "true") return NotElsewhere();
            foreach (var component in target.Components)
            {
                var answer = await change(target.Keeper, component.Id, http.RequestAborted).ConfigureAwait(false);
                if (!answer.Ok) return Answer.Error($"{component.Id}: {answer.Fault.Message}", "DockerError");
            }
            return Answer.Message($"{appname} successfully {done}");
        }).Needs(Privilege.AppOwnerAbove).WithSummary($"An app or one of its components on this node is {done}");

    /// <summary>The answer to <c>global=true</c>: a caller's proof is for this node; passing it on to others is what makes it worth stealing.</summary>
    internal static IResult NotElsewhere() => Answer.Error("Ask each node of /apps/location itself: this node does not use your login elsewhere", "NotSupported");
}
