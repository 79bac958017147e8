using Flux.Apps.Registry;
using Flux.Orchestration;
using Flux.Orchestration.Instances;
using Flux.Os.Api.Access;
using Flux.Os.Watching;

namespace Flux.Os.Api;

/// <summary>The containers of this node that a request is about. For routes behind an <see cref="AccessFilter"/>.</summary>
internal sealed class LocalTarget
{
    private readonly InstanceKeeper? _keeper;

    private LocalTarget(InstanceKeeper? keeper, RegisteredApp? app, IReadOnlyList<ComponentStatus> components, bool isOwner, IResult? problem) =>
        (_keeper, App, Components, IsOwner, Problem) = (keeper, app, components, isOwner, problem);

    /// <summary>The container side; there when <see cref="Problem"/> is null.</summary>
    public InstanceKeeper Keeper => _keeper ?? throw new InvalidOperationException("there is a problem, so there is no target");

    /// <summary>The app; null when none was named.</summary>
    public RegisteredApp? App { get; }

    /// <summary>The component that was named, or all of the app; never empty without a problem.</summary>
    public IReadOnlyList<ComponentStatus> Components { get; }

    /// <summary>The caller owns the app.</summary>
    public bool IsOwner { get; }

    /// <summary>Why there is nothing here to work on; null when there is.</summary>
    public IResult? Problem { get; }

    /// <summary>The first of its containers, or null.</summary>
    public string? Container => Components.FirstOrDefault(c => c.ContainerId is not null)?.ContainerId;

    /// <summary>That of a request, which passed its filter; <paramref name="component"/> where it is named apart from the app.</summary>
    public static LocalTarget Of(HttpContext http, string? component = null)
    {
        if (http.Features.Get<AccessGrant>() is not { App: { } app } grant) return new LocalTarget(null, null, [], isOwner: false, Answer.Unauthorized());
        var services = http.RequestServices;
        var keeper = services.GetRequiredService<KeeperHolder>().Keeper;
        var wanted = component ?? grant.Component;
        var found = (services.GetRequiredService<LocalInstances>().StatusOf(app.Name)?.Components ?? []).Where(c => wanted.Length == 0 || string.Equals(c.Id.Component, wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        return keeper is null || found.Count == 0
            ? new LocalTarget(keeper, app, [], grant.IsOwner, Answer.Error($"{new ComponentId(app.Name, wanted)} does not run on this node", "NotFound"))
            : new LocalTarget(keeper, app, found, grant.IsOwner, null);
    }
}
