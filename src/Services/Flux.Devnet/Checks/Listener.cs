using System.Net;

namespace Flux.Devnet.Checks;

/// <summary>A listening TCP socket and, where it may be seen, its owner.</summary>
internal sealed record Listener(IPEndPoint EndPoint, long Inode);
