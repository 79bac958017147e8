namespace Flux.Orchestration.Installs;

/// <summary>Why an install failed.</summary>
/// <param name="Stage">The step that failed.</param>
/// <param name="Reason">What kind of failure.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="MayRetry">True when the same install may work later on this node without a change of the specification.</param>
public sealed record InstallFailure(InstallStage Stage, InstallFailureReason Reason, string Message, bool MayRetry);
