using System.Net;

namespace Flux.P2P.Peers;

/// <summary>What a peer told about itself in version.</summary>
/// <param name="Protocol">Its protocol version.</param>
/// <param name="Services">Its service bits.</param>
/// <param name="UserAgent">Its program, made printable.</param>
/// <param name="StartHeight">Height of its tip; -1 when not told.</param>
/// <param name="Relay">It wants loose transactions.</param>
/// <param name="Advertised">Where it says that it listens; null when not told.</param>
/// <param name="TimeOffset">Its clock minus ours, seconds.</param>
internal sealed record PeerVersion(
    int Protocol, ulong Services, string UserAgent, int StartHeight, bool Relay, IPEndPoint? Advertised, long TimeOffset);
