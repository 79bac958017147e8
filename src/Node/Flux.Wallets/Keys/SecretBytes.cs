using System.Security.Cryptography;

namespace Flux.Wallets.Keys;

/// <summary>
/// Memory for secrets: pinned, so that the collector leaves no copies behind, and emptied when done. What .NET does not let us reach
/// (strings, registers, the kernel's copies) is named in docs/operations/wallet.md.
/// </summary>
internal static class SecretBytes
{
    /// <summary>A pinned copy.</summary>
    public static byte[] Copy(ReadOnlySpan<byte> secret)
    {
        var copy = GC.AllocateUninitializedArray<byte>(secret.Length, pinned: true);
        secret.CopyTo(copy);
        return copy;
    }

    /// <summary>Empties it.</summary>
    public static void Wipe(byte[]? secret)
    {
        if (secret is not null) CryptographicOperations.ZeroMemory(secret);
    }
}
