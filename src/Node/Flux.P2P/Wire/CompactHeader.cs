using Flux.Primitives;

namespace Flux.P2P.Wire;

/// <summary>An element of cmpheaders.</summary>
/// <param name="Header">The header; without its solution when it is proof of work.</param>
/// <param name="ClaimedHash">
/// Proof of work: the hash that the sender claims. It cannot be computed without the solution and must never be trusted
/// (chain reference §13.7). Proof of node: zero, because the header is complete.
/// </param>
internal sealed record CompactHeader(BlockHeader Header, BlockHash ClaimedHash);
