using System.Buffers;

namespace Flux.P2P.Wire;

/// <summary>A frame that lies in the receive buffer.</summary>
/// <param name="Command">Its command.</param>
/// <param name="Payload">Its payload; valid until the receive buffer advances.</param>
/// <param name="Checksum">The checksum that the sender claims.</param>
internal readonly record struct Frame(string Command, ReadOnlySequence<byte> Payload, uint Checksum);
