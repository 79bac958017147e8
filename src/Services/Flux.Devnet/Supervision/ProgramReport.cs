namespace Flux.Devnet.Supervision;

/// <summary>A snapshot of one supervised program.</summary>
/// <param name="ProcessId">0 while it does not run.</param>
/// <param name="Restarts">How often it died and was started again.</param>
/// <param name="LastExit">How it ended last, in words; empty while it never did.</param>
public sealed record ProgramReport(string Name, ProgramState State, int ProcessId, int Restarts, string LastExit);
