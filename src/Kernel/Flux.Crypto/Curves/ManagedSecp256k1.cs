namespace Flux.Crypto.Curves;

/// <summary>secp256k1 in C#: the fallback where libsecp256k1 is absent (browsers always), and the native one's oracle.</summary>
public sealed class ManagedSecp256k1 : ISecp256k1
{
    private ManagedSecp256k1()
    {
    }

    /// <summary>The one instance; it has no state.</summary>
    public static ManagedSecp256k1 Instance { get; } = new();

    /// <inheritdoc/>
    public bool VerifyDer(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> derSignature, ReadOnlySpan<byte> publicKey) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public byte[] SignDer(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32) => throw new NotImplementedException();

    /// <inheritdoc/>
    public byte[] SignCompact(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32, bool compressed) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public bool TryRecoverCompact(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> signature65, out byte[] publicKey) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public bool TryGetPublicKey(ReadOnlySpan<byte> privateKey32, bool compressed, out byte[] publicKey) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public bool IsValidPrivateKey(ReadOnlySpan<byte> privateKey32) => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool IsValidPublicKey(ReadOnlySpan<byte> publicKey) => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool TryTweakAddPrivate(ReadOnlySpan<byte> privateKey32, ReadOnlySpan<byte> tweak32, out byte[] result) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public bool TryTweakAddPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> tweak32, out byte[] result) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public bool TryEcdh(ReadOnlySpan<byte> privateKey32, ReadOnlySpan<byte> publicKey, out byte[] secret32) =>
        throw new NotImplementedException();
}
