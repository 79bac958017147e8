using Flux.Orchestration.Docker;
using Flux.Os.Identity;
using Flux.Os.Registry;
using Flux.Os.Watching;

namespace Flux.Os.Api.Terminal;

/// <summary>Opens terminals in containers of this node for those who may: the owner of the app, the operator, the team (FluxOS reference §7.5).</summary>
internal sealed class TerminalDesk(Authenticator authenticator, RegistryService registry, LocalInstances local, KeeperHolder keeper, ExecDesk execs)
{
    private static readonly string[] Prefixes = ["flux", "zel"];

    /// <summary>A terminal; null with the reason. The place is given back by disposing it.</summary>
    public async Task<(ExecSession? Session, IDisposable? Place, string Problem)> OpenAsync(string proof, string name, ExecRequest request, string address, CancellationToken cancel)
    {
        if (authenticator.Identify(proof, address, SocketSession.Namespace, out var problem) is not { } caller) return (null, null, $"Not authorized: {problem}.");
        if (Find(name) is not { } found) return (null, null, "Container not found.");
        if (!authenticator.Allows(caller, Privilege.AppOwnerAbove, found.Owner)) return (null, null, "Not authorized.");
        if (ExecDesk.ProblemOf(request) is { Length: > 0 } wrong) return (null, null, wrong);
        if (keeper.Keeper is not { } host || found.Container is not { } container) return (null, null, "Container not found.");
        if (execs.TryEnter(caller.Id, address, found.Name, request) is not { } place) return (null, null, $"{ExecDesk.Most} commands run on this node already.");
        var started = await host.Engine.Exec.StartAsync(container, request, cancel).ConfigureAwait(false);
        if (started.Ok) return (started.Value, place, "");
        place.Dispose();
        return (null, null, started.Fault.Message);
    }

    // Clients name containers as Docker does, with the network's prefix, or as the API does, without.
    private (string Name, string Owner, string? Container)? Find(string name)
    {
        foreach (var text in (string[])[name, .. Prefixes.Where(prefix => name.StartsWith(prefix, StringComparison.Ordinal)).Select(prefix => name[prefix.Length..])])
        {
            var (component, app) = AppName.Split(text);
            if (registry.Table.Find(app) is not { } registered) continue;
            var components = local.StatusOf(registered.Name)?.Components ?? [];
            var chosen = components.FirstOrDefault(one => component.Length == 0 || string.Equals(one.Id.Component, component, StringComparison.OrdinalIgnoreCase));
            if (chosen is not null || component.Length == 0) return (chosen?.Id.ToString() ?? text, registered.Spec.Owner, chosen?.ContainerId);
        }
        return null;
    }
}
