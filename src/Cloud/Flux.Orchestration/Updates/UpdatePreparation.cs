using Flux.Orchestration.Installs;

namespace Flux.Orchestration.Updates;

/// <summary>What is known before an update begins. Its images are on the machine unless there is a failure.</summary>
/// <param name="Plan">What it will do; null when nothing of the app runs here or the engine did not tell.</param>
/// <param name="Failure">Why it cannot begin, or null.</param>
public sealed record UpdatePreparation(UpdatePlan? Plan, InstallFailure? Failure);
