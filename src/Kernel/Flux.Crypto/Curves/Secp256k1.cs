using Flux.Crypto.Native;

namespace Flux.Crypto.Curves;

/// <summary>
/// secp256k1 as the rest of the tree uses it: libsecp256k1 where it is installed and passes the self-test, else the managed
/// implementation. Chosen once, at first use. For contracts see <see cref="ISecp256k1"/>.
/// </summary>
public static class Secp256k1
{
    private static readonly ISecp256k1 Chosen = (ISecp256k1?)NativeSecp256k1.TryLoad() ?? ManagedSecp256k1.Instance;

    /// <summary>The chosen implementation.</summary>
    public static ISecp256k1 Implementation => Chosen;

    /// <summary>Whether libsecp256k1 does the work.</summary>
    public static bool UsesNative => Chosen is NativeSecp256k1;

    /// <summary>
    /// Gives libsecp256k1 32 random bytes to blind its multiplication of secrets with, a defence in depth against side channels on
    /// which no result depends. The kernel has no source of chance: the hosts that run for long and sign with a key of their own, fluxd and
    /// fluxos, call this once at their start, before other threads use the curve. Without effect on the managed implementation.
    /// </summary>
    public static void Blind(ReadOnlySpan<byte> seed32) => (Chosen as NativeSecp256k1)?.Blind(seed32);

    /// <inheritdoc cref="ISecp256k1.VerifyDer"/>
    public static bool VerifyDer(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> derSignature, ReadOnlySpan<byte> publicKey) =>
        Chosen.VerifyDer(hash32, derSignature, publicKey);

    /// <inheritdoc cref="ISecp256k1.SignDer"/>
    public static byte[] SignDer(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32) => Chosen.SignDer(hash32, privateKey32);

    /// <inheritdoc cref="ISecp256k1.SignCompact"/>
    public static byte[] SignCompact(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32, bool compressed) =>
        Chosen.SignCompact(hash32, privateKey32, compressed);

    /// <inheritdoc cref="ISecp256k1.TryRecoverCompact"/>
    public static bool TryRecoverCompact(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> signature65, out byte[] publicKey) =>
        Chosen.TryRecoverCompact(hash32, signature65, out publicKey);

    /// <inheritdoc cref="ISecp256k1.TryGetPublicKey"/>
    public static bool TryGetPublicKey(ReadOnlySpan<byte> privateKey32, bool compressed, out byte[] publicKey) =>
        Chosen.TryGetPublicKey(privateKey32, compressed, out publicKey);

    /// <inheritdoc cref="ISecp256k1.IsValidPrivateKey"/>
    public static bool IsValidPrivateKey(ReadOnlySpan<byte> privateKey32) => Chosen.IsValidPrivateKey(privateKey32);

    /// <inheritdoc cref="ISecp256k1.IsValidPublicKey"/>
    public static bool IsValidPublicKey(ReadOnlySpan<byte> publicKey) => Chosen.IsValidPublicKey(publicKey);

    /// <inheritdoc cref="ISecp256k1.TryTweakAddPrivate"/>
    public static bool TryTweakAddPrivate(ReadOnlySpan<byte> privateKey32, ReadOnlySpan<byte> tweak32, out byte[] result) =>
        Chosen.TryTweakAddPrivate(privateKey32, tweak32, out result);

    /// <inheritdoc cref="ISecp256k1.TryTweakAddPublic"/>
    public static bool TryTweakAddPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> tweak32, out byte[] result) =>
        Chosen.TryTweakAddPublic(publicKey, tweak32, out result);

    /// <inheritdoc cref="ISecp256k1.TryEcdh"/>
    public static bool TryEcdh(ReadOnlySpan<byte> privateKey32, ReadOnlySpan<byte> publicKey, out byte[] secret32) =>
        Chosen.TryEcdh(privateKey32, publicKey, out secret32);
}
