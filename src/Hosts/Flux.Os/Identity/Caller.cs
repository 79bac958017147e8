namespace Flux.Os.Identity;

/// <summary>Whoever makes a request, proven by a signature.</summary>
/// <param name="Id">Bitcoin or Ethereum address; Ethereum in lower case.</param>
/// <param name="Phrase">The signed text: names the session.</param>
/// <param name="Proof">What was signed.</param>
/// <param name="Age">Since the phrase was made; zero for a node-bound text.</param>
public sealed record Caller(string Id, string Phrase, CallerProof Proof, TimeSpan Age);
