using System.Net;

namespace Flux.P2P;

/// <summary>A SOCKS5 proxy for outgoing connections.</summary>
/// <param name="Address">Where it listens.</param>
/// <param name="Isolates">Give each connection credentials of its own, so that Tor uses another circuit; default true.</param>
public sealed record SocksProxy(IPEndPoint Address, bool Isolates = true);
