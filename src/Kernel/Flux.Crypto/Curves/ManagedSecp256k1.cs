using System.Security.Cryptography;

namespace Flux.Crypto.Curves;

/// <summary>
/// secp256k1 in C#: the fallback where libsecp256k1 is absent (browsers always), and the native one's oracle. Private keys and nonces
/// meet constant-time code only.
/// </summary>
public sealed class ManagedSecp256k1 : ISecp256k1
{
    private ManagedSecp256k1()
    {
    }

    /// <summary>The one instance; it has no state.</summary>
    public static ManagedSecp256k1 Instance { get; } = new();

    /// <inheritdoc/>
    public bool VerifyDer(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> derSignature, ReadOnlySpan<byte> publicKey)
    {
        RequireLength(hash32, nameof(hash32));
        Scalar.Read(hash32, out Scalar digest);
        return DerSignature.TryRead(derSignature, out Scalar r, out Scalar s)
            && PublicKeyEncoding.TryRead(publicKey, out AffinePoint key)
            && Ecdsa.Verify(digest, r, s, key);
    }

    /// <inheritdoc/>
    public byte[] SignDer(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32)
    {
        Sign(hash32, privateKey32, out Scalar r, out Scalar s);
        return DerSignature.Write(r, s);
    }

    /// <inheritdoc/>
    public byte[] SignCompact(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32, bool compressed)
    {
        int recoveryId = Sign(hash32, privateKey32, out Scalar r, out Scalar s);
        byte[] signature = new byte[CompactSignature.Length];
        signature[0] = CompactSignature.Header(recoveryId, compressed);
        r.Write(signature.AsSpan(1, 32));
        s.Write(signature.AsSpan(33, 32));
        return signature;
    }

    /// <inheritdoc/>
    public bool TryRecoverCompact(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> signature65, out byte[] publicKey)
    {
        RequireLength(hash32, nameof(hash32));
        publicKey = [];
        if (signature65.Length != CompactSignature.Length
            || !Scalar.Read(signature65.Slice(1, 32), out Scalar r) || !Scalar.Read(signature65.Slice(33, 32), out Scalar s))
        {
            return false;
        }

        Scalar.Read(hash32, out Scalar digest);
        if (!Ecdsa.TryRecover(digest, r, s, CompactSignature.RecoveryId(signature65[0]), out AffinePoint key))
        {
            return false;
        }

        publicKey = PublicKeyEncoding.Write(key, CompactSignature.IsCompressed(signature65[0]));
        return true;
    }

    /// <inheritdoc/>
    public bool TryGetPublicKey(ReadOnlySpan<byte> privateKey32, bool compressed, out byte[] publicKey)
    {
        bool valid = TryReadKey(privateKey32, out Scalar key);
        publicKey = valid ? PublicKeyEncoding.Write(SecretMultiplication.MultiplyGenerator(key), compressed) : [];
        return valid;
    }

    /// <inheritdoc/>
    public bool IsValidPrivateKey(ReadOnlySpan<byte> privateKey32) => TryReadKey(privateKey32, out _);

    /// <inheritdoc/>
    public bool IsValidPublicKey(ReadOnlySpan<byte> publicKey) => PublicKeyEncoding.TryRead(publicKey, out _);

    /// <inheritdoc/>
    public bool TryTweakAddPrivate(ReadOnlySpan<byte> privateKey32, ReadOnlySpan<byte> tweak32, out byte[] result)
    {
        RequireLength(tweak32, nameof(tweak32));
        result = [];
        if (!TryReadKey(privateKey32, out Scalar key) || !Scalar.Read(tweak32, out Scalar tweak))
        {
            return false;
        }

        Scalar sum = Scalar.Sum(key, tweak);
        if (sum.IsZero)
        {
            return false;
        }

        result = new byte[32];
        sum.Write(result);
        return true;
    }

    /// <inheritdoc/>
    public bool TryTweakAddPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> tweak32, out byte[] result)
    {
        RequireLength(tweak32, nameof(tweak32));
        result = [];
        if (!PublicKeyEncoding.TryRead(publicKey, out AffinePoint point) || !Scalar.Read(tweak32, out Scalar tweak)
            || !PublicMultiplication.CombineVar(Scalar.One, point, tweak).TryToAffineVar(out AffinePoint sum))
        {
            return false;
        }

        result = PublicKeyEncoding.Write(sum, publicKey.Length == PublicKeyEncoding.CompressedBytes);
        return true;
    }

    /// <inheritdoc/>
    public bool TryEcdh(ReadOnlySpan<byte> privateKey32, ReadOnlySpan<byte> publicKey, out byte[] secret32)
    {
        secret32 = [];
        if (!TryReadKey(privateKey32, out Scalar key) || !PublicKeyEncoding.TryRead(publicKey, out AffinePoint point))
        {
            return false;
        }

        byte[] shared = PublicKeyEncoding.Write(SecretMultiplication.Multiply(key, point), compressed: true);
        secret32 = SHA256.HashData(shared);
        CryptographicOperations.ZeroMemory(shared);
        return true;
    }

    private static int Sign(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32, out Scalar r, out Scalar s)
    {
        RequireLength(hash32, nameof(hash32));
        RequireLength(privateKey32, nameof(privateKey32));
        if (!TryReadKey(privateKey32, out Scalar key))
        {
            throw new ArgumentException("Not a valid private key.", nameof(privateKey32));
        }

        Scalar.Read(hash32, out Scalar digest);
        return Ecdsa.Sign(digest, key, privateKey32, out r, out s);
    }

    private static bool TryReadKey(ReadOnlySpan<byte> privateKey32, out Scalar key)
    {
        key = default;
        return privateKey32.Length == 32 && Scalar.Read(privateKey32, out key) && !key.IsZero;
    }

    private static void RequireLength(ReadOnlySpan<byte> data, string name) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(data.Length, 32, name);
}
