using System.Text.Json.Nodes;
using Flux.Orchestration;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Os.Identity;
using Flux.Os.Registry;
using Flux.Os.Watching;

namespace Flux.Os.Api;

/// <summary>
/// <c>/apps/appstart…</c> and the like: looking into an app's containers on this node, starting and stopping them, for its owner, the operator
/// or the team (FluxOS reference §7.5, §7.6). A name is an app, or <c>component_app</c>.
/// </summary>
internal static class AppControlEndpoints
{
    private delegate Task<EngineResult<string>> Question(Engine engine, string container, CancellationToken cancel);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var apps = routes.MapGroup("/apps").WithTags("apps");
        Ask(apps, "appinspect", "All that Docker says of a component's container", (engine, id, cancel) => engine.Containers.InspectJsonAsync(id, cancel));
        Ask(apps, "appstats", "What a component uses now, as Docker measures it", (engine, id, cancel) => engine.Stats.ReadJsonAsync(id, cancel));
        Ask(apps, "apptop", "Processes of a component", (engine, id, cancel) => engine.Containers.ProcessesJsonAsync(id, cancel));
        Ask(apps, "appchanges", "Files that a component changed", (engine, id, cancel) => engine.Containers.ChangesJsonAsync(id, cancel));
        Change(apps, "appstart", "started", (keeper, id, cancel) => keeper.SetRunningAsync(id, running: true, cancel));
        Change(apps, "appstop", "stopped", (keeper, id, cancel) => keeper.SetRunningAsync(id, running: false, cancel));
        Change(apps, "apprestart", "restarted", (keeper, id, cancel) => keeper.RestartAsync(id, cancel));
    }

    private static void Ask(RouteGroupBuilder apps, string route, string summary, Question question) =>
        apps.MapGet($"/{route}/{{appname}}", (HttpContext http, string appname, RegistryService registry, LocalInstances local, KeeperHolder keeper, Authenticator authenticator) =>
            AsOwnerAsync(http, appname, registry, local, keeper, authenticator, async (engine, found, isOwner) =>
            {
                var container = found.FirstOrDefault(c => c.ContainerId is not null)?.ContainerId;
                if (container is null) return Answer.Error($"{appname} has no container on this node", "NotFound");
                var answer = await question(engine.Engine, container, http.RequestAborted).ConfigureAwait(false);
                if (!answer.Ok) return Answer.Error(answer.Fault.Message, "DockerError");
                var told = JsonNode.Parse(answer.Value)!;
                // Secrets are the owner's; an operator can read them on the machine, but not through the API.
                if (!isOwner && told is JsonObject { } inspected && inspected["Config"] is JsonObject config) config.Remove("Env");
                return Answer.Success(told);
            })).WithSummary(summary);

    private static void Change(RouteGroupBuilder apps, string route, string done, Func<InstanceKeeper, ComponentId, CancellationToken, Task<EngineResult<Done>>> change) =>
        apps.MapGet($"/{route}/{{appname}}/{{global:bool?}}", (HttpContext http, string appname, bool? global, RegistryService registry, LocalInstances local, KeeperHolder keeper, Authenticator authenticator) =>
            AsOwnerAsync(http, appname, registry, local, keeper, authenticator, async (engine, found, _) =>
            {
                // A caller's proof is for this node; passing it on to others is what makes it worth stealing.
                if (global == true) return Answer.Error("Ask each node of /apps/location itself: this node does not use your login elsewhere", "NotSupported");
                foreach (var component in found)
                {
                    var answer = await change(engine, component.Id, http.RequestAborted).ConfigureAwait(false);
                    if (!answer.Ok) return Answer.Error($"{component.Id}: {answer.Fault.Message}", "DockerError");
                }
                return Answer.Message($"{appname} successfully {done}");
            })).WithSummary($"An app or one of its components on this node is {done}");

    private static async Task<IResult> AsOwnerAsync(
        HttpContext http, string name, RegistryService registry, LocalInstances local, KeeperHolder keeper, Authenticator authenticator, Func<InstanceKeeper, IReadOnlyList<ComponentStatus>, bool, Task<IResult>> answer)
    {
        var (component, app) = AppName.Split(name);
        if (registry.Table.Find(app) is not { } registered) return RegistryEndpoints.NotFound(app);
        if (authenticator.Identify(http, out var problem) is not { } caller) return IdentityEndpoints.Denied(problem);
        if (!authenticator.Allows(caller, Privilege.AppOwnerAbove, registered.Spec.Owner)) return Answer.Unauthorized();
        var found = (local.StatusOf(registered.Name)?.Components ?? []).Where(c => component.Length == 0 || string.Equals(c.Id.Component, component, StringComparison.OrdinalIgnoreCase)).ToList();
        if (keeper.Keeper is not { } engine || found.Count == 0) return Answer.Error($"{name} does not run on this node", "NotFound");
        return await answer(engine, found, authenticator.Allows(caller, Privilege.AppOwner, registered.Spec.Owner)).ConfigureAwait(false);
    }
}
