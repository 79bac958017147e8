using Flux.Orchestration;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Volumes;
using Flux.Orchestration.Volumes.Files;
using Flux.Os.Api.Access;

namespace Flux.Os.Api.Files;

/// <summary>The volume on this node that a request is about.</summary>
/// <param name="Id">Whose it is.</param>
/// <param name="Files">Its files.</param>
/// <param name="Note">What is noted of it.</param>
/// <param name="Keeper">The container side.</param>
internal sealed record FileTarget(ComponentId Id, VolumeFiles Files, VolumeNote Note, InstanceKeeper Keeper)
{
    /// <summary>How clients of the existing routes name a component of an app without components.</summary>
    private const string None = "null";

    /// <summary>The path under which the backup routes name this volume; the machine's own path is nobody's business.</summary>
    public string Mount => $"/flux{Id}";

    /// <summary>That of a request which passed its filter; null with the answer that says why not.</summary>
    public static FileTarget? Of(HttpContext http, string? component, out IResult problem)
    {
        var grant = AccessGrant.Of(http);
        problem = Answer.Error("component is missing", "MissingParameter");
        var named = component ?? grant.Component;
        if (grant.App is not { } app || (named.Length == 0 && app.Spec.Components.Length != 1)) return null;
        var wanted = named is "" or None ? app.Spec.Components[0].Name : named;
        var found = app.Spec.Components.FirstOrDefault(one => string.Equals(one.Name, wanted, StringComparison.OrdinalIgnoreCase));
        problem = Answer.Error($"{app.Name} has no component {wanted}", "NotFound");
        if (found is null) return null;
        var id = new ComponentId(app.Name, found.Name);
        problem = Answer.Error($"{id} has no volume on this node", "NotFound");
        if (http.RequestServices.GetRequiredService<KeeperHolder>().Keeper is not { } keeper || keeper.Volumes.FilesOf(id) is not { } files || keeper.Volumes.Find(id) is not { } note) return null;
        return new FileTarget(id, files, note, keeper);
    }
}
