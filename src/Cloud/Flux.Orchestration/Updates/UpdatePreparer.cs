using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Keeping;

namespace Flux.Orchestration.Updates;

/// <summary>What can be done for an update while the old version serves: images are fetched, the plan is made. Touches no container.</summary>
internal sealed class UpdatePreparer(NodeParts parts)
{
    public async Task<UpdatePreparation> PrepareAsync(DesiredInstance desired, CancellationToken cancel)
    {
        var ensured = await Task.WhenAll(desired.Components.Select(one => parts.Launcher.EnsureImageAsync(one, _ => { }, cancel)));
        if (ensured.FirstOrDefault(image => !image.Ok) is { Fault: { } fault }) return new UpdatePreparation(null, InstallFailures.From(InstallStage.Image, fault));
        var actual = await parts.Reader.ReadAsync(desired.App, cancel);
        if (!actual.Ok) return new UpdatePreparation(null, InstallFailures.From(InstallStage.Reserve, actual.Fault));
        var plan = actual.Value.Containers.Count > 0 ? new UpdatePlanner(parts.Options).Plan(desired, actual.Value, parts.Book.Free) : null;
        return new UpdatePreparation(plan, null);
    }
}
