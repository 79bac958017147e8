namespace Flux.Devnet.Supervision;

/// <summary>A snapshot of one supervised program.</summary>
/// <param name="ProcessId">0 while it does not run.</param>
/// <param name="Restarts">How often it died and was started again.</param>
/// <param name="LastExitCode">How it ended last; null while it never did, or could not even be started.</param>
/// <param name="LastExit">The same in words; empty while it never did.</param>
public sealed record ProgramReport(string Name, ProgramState State, int ProcessId, int Restarts, int? LastExitCode, string LastExit);
