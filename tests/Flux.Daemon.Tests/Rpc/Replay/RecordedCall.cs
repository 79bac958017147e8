namespace Flux.Daemon.Tests.Rpc.Replay;

/// <summary>One request that the reference daemon was sent, and what it answered.</summary>
/// <param name="Order">Place in the recording: its request id.</param>
/// <param name="Method">Method, which is also the file it stands in.</param>
/// <param name="Label">Request, shortened, for messages.</param>
/// <param name="Request">Body as sent.</param>
/// <param name="Status">HTTP status; null when the reference daemon died of the call.</param>
/// <param name="Response">Body as received; null when only the first line of a usage text was kept.</param>
/// <param name="FirstLine">First line of that usage text.</param>
public sealed record RecordedCall(int Order, string Method, string Label, string Request, int? Status, string? Response, string? FirstLine);
