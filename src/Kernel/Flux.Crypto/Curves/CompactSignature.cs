namespace Flux.Crypto.Curves;

/// <summary>The header byte of a 65-byte recoverable signature (reference §2).</summary>
internal static class CompactSignature
{
    internal const int Length = 65;

    internal static byte Header(int recoveryId, bool compressed) => (byte)(27 + recoveryId + (compressed ? 4 : 0));

    internal static int RecoveryId(byte header) => (header - 27) & 3;

    internal static bool IsCompressed(byte header) => ((header - 27) & 4) != 0;
}
