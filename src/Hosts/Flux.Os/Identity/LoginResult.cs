namespace Flux.Os.Identity;

/// <summary>A login as the reply and the waiting websocket tell it.</summary>
/// <param name="Session">The session that began.</param>
/// <param name="Signature">Of the phrase; told to whoever waits with the phrase, never stored.</param>
/// <param name="Privilege">fluxteam, admin or user.</param>
internal sealed record LoginResult(Session Session, string Signature, string Privilege);
