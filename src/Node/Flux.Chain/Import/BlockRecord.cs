namespace Flux.Chain.Import;

/// <summary>A framed block in some file, as it stands there.</summary>
/// <param name="Path">The file.</param>
/// <param name="Offset">First byte of the block, after its frame.</param>
/// <param name="Bytes">What the frame encloses.</param>
internal readonly record struct BlockRecord(string Path, long Offset, byte[] Bytes);
