namespace Flux.P2P.Peers;

/// <summary>Something that a peer must not do, and what it costs.</summary>
/// <param name="Text">For the log and the ban list.</param>
/// <param name="Score">Added to the peer's penalty sum; 100 and it is dropped and banned.</param>
internal sealed record Offence(string Text, int Score);
