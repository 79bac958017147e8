using Flux.Orchestration.Instances;

namespace Flux.Os.Watching;

/// <content>Components that somebody with the right stopped or paused. They stay so over updates and restarts until they are started again.</content>
public sealed partial class LocalInstances
{
    /// <summary>Does to components what it says and writes it down first: a stop that was begun is remembered whatever comes. Null when done, else why not.</summary>
    internal async Task<string?> HoldAsync(string app, IReadOnlyList<string> components, ComponentHold hold, Func<ComponentId, Task<string?>> work)
    {
        var before = _store.HoldsOf(app);
        _store.SetHolds(app, components, hold);
        foreach (var component in components)
        {
            var id = new ComponentId(app, component);
            if (await work(id).ConfigureAwait(false) is not { } problem) continue;
            // What could not be done is not done after the next start either.
            foreach (var one in components.SkipWhile(one => one != component)) _store.SetHolds(app, [one], before.GetValueOrDefault(one));
            return $"{id}: {problem}";
        }
        return null;
    }

    /// <summary>They run again, without anybody having asked for it by name.</summary>
    internal void ForgetHolds(string app, IReadOnlyList<string> components) => _store.SetHolds(app, components, ComponentHold.None);

    private DesiredInstance Held(DesiredInstance instance)
    {
        var holds = _store.HoldsOf(instance.App);
        return holds.Count == 0 ? instance : instance with
        {
            Components = [.. instance.Components.Select(one => holds.GetValueOrDefault(one.Name) is var hold and not ComponentHold.None
                ? one with { Running = false, Paused = hold == ComponentHold.Paused }
                : one)],
        };
    }
}
