using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Flux.Crypto.Curves;

namespace Flux.Crypto.Native;

/// <summary>
/// secp256k1 by libsecp256k1. The context is made once and then only read, so one instance serves all threads. It lives as long as
/// the program.
/// </summary>
public sealed class NativeSecp256k1 : ISecp256k1
{
    private readonly nint _context;

    private NativeSecp256k1(nint context) => _context = context;

    /// <summary>
    /// The native implementation, or null where no suitable library is installed, where it fails the self-test, and always in a browser.
    /// </summary>
    public static NativeSecp256k1? TryLoad()
    {
        if (!Secp256k1Library.IsAvailable)
        {
            return null;
        }

        nint context = Secp256k1Imports.ContextCreate(Secp256k1Imports.ContextFlags);
        if (context == 0)
        {
            return null;
        }

        var native = new NativeSecp256k1(context);
        return Secp256k1SelfTest.Passes(native) ? native : null;
    }

    /// <summary>See <see cref="Secp256k1.Blind"/>.</summary>
    internal void Blind(ReadOnlySpan<byte> seed32)
    {
        RequireLength(seed32, 32, nameof(seed32));
        _ = Secp256k1Imports.ContextRandomize(_context, in seed32[0]);
    }

    /// <inheritdoc/>
    public bool VerifyDer(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> derSignature, ReadOnlySpan<byte> publicKey)
    {
        RequireLength(hash32, 32, nameof(hash32));
        Span<byte> key = stackalloc byte[Secp256k1Imports.OpaqueBytes];
        Span<byte> signature = stackalloc byte[Secp256k1Imports.OpaqueBytes];
        if (derSignature.IsEmpty || !TryParse(publicKey, key)
            || Secp256k1Imports.SignatureParseDer(_context, ref signature[0], in derSignature[0], (nuint)derSignature.Length) == 0)
        {
            return false;
        }

        _ = Secp256k1Imports.SignatureNormalize(_context, ref signature[0], in signature[0]);
        return Secp256k1Imports.Verify(_context, in signature[0], in hash32[0], in key[0]) == 1;
    }

    /// <inheritdoc/>
    public byte[] SignDer(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32)
    {
        RequireLength(hash32, 32, nameof(hash32));
        RequireLength(privateKey32, 32, nameof(privateKey32));
        Span<byte> signature = stackalloc byte[Secp256k1Imports.OpaqueBytes];
        if (Secp256k1Imports.Sign(_context, ref signature[0], in hash32[0], in privateKey32[0], 0, 0) == 0)
        {
            throw new ArgumentException("Not a valid private key.", nameof(privateKey32));
        }

        Span<byte> der = stackalloc byte[72];
        nuint length = (nuint)der.Length;
        _ = Secp256k1Imports.SignatureSerializeDer(_context, ref der[0], ref length, in signature[0]);
        return der[..(int)length].ToArray();
    }

    /// <inheritdoc/>
    public byte[] SignCompact(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32, bool compressed)
    {
        RequireLength(hash32, 32, nameof(hash32));
        RequireLength(privateKey32, 32, nameof(privateKey32));
        Span<byte> signature = stackalloc byte[Secp256k1Imports.RecoverableBytes];
        if (Secp256k1Imports.SignRecoverable(_context, ref signature[0], in hash32[0], in privateKey32[0], 0, 0) == 0)
        {
            throw new ArgumentException("Not a valid private key.", nameof(privateKey32));
        }

        byte[] result = new byte[65];
        int recoveryId = 0;
        _ = Secp256k1Imports.RecoverableSerialize(_context, ref result[1], ref recoveryId, in signature[0]);
        result[0] = CompactSignature.Header(recoveryId, compressed);
        return result;
    }

    /// <inheritdoc/>
    public bool TryRecoverCompact(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> signature65, out byte[] publicKey)
    {
        RequireLength(hash32, 32, nameof(hash32));
        publicKey = [];
        if (signature65.Length != CompactSignature.Length)
        {
            return false;
        }

        Span<byte> signature = stackalloc byte[Secp256k1Imports.RecoverableBytes];
        Span<byte> key = stackalloc byte[Secp256k1Imports.OpaqueBytes];
        int recoveryId = CompactSignature.RecoveryId(signature65[0]);
        if (Secp256k1Imports.RecoverableParse(_context, ref signature[0], in signature65[1], recoveryId) == 0
            || Secp256k1Imports.Recover(_context, ref key[0], in signature[0], in hash32[0]) == 0)
        {
            return false;
        }

        publicKey = Serialize(key, CompactSignature.IsCompressed(signature65[0]));
        return true;
    }

    /// <inheritdoc/>
    public bool TryGetPublicKey(ReadOnlySpan<byte> privateKey32, bool compressed, out byte[] publicKey)
    {
        Span<byte> key = stackalloc byte[Secp256k1Imports.OpaqueBytes];
        bool valid = privateKey32.Length == 32 && Secp256k1Imports.PublicKeyCreate(_context, ref key[0], in privateKey32[0]) == 1;
        publicKey = valid ? Serialize(key, compressed) : [];
        return valid;
    }

    /// <inheritdoc/>
    public bool IsValidPrivateKey(ReadOnlySpan<byte> privateKey32) =>
        privateKey32.Length == 32 && Secp256k1Imports.SecretKeyVerify(_context, in privateKey32[0]) == 1;

    /// <inheritdoc/>
    public bool IsValidPublicKey(ReadOnlySpan<byte> publicKey) => TryParse(publicKey, stackalloc byte[Secp256k1Imports.OpaqueBytes]);

    /// <inheritdoc/>
    public bool TryTweakAddPrivate(ReadOnlySpan<byte> privateKey32, ReadOnlySpan<byte> tweak32, out byte[] result)
    {
        RequireLength(tweak32, 32, nameof(tweak32));
        result = privateKey32.ToArray();
        if (IsValidPrivateKey(privateKey32) && Secp256k1Imports.SecretKeyTweakAdd(_context, ref result[0], in tweak32[0]) == 1)
        {
            return true;
        }

        CryptographicOperations.ZeroMemory(result);
        result = [];
        return false;
    }

    /// <inheritdoc/>
    public bool TryTweakAddPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> tweak32, out byte[] result)
    {
        RequireLength(tweak32, 32, nameof(tweak32));
        Span<byte> key = stackalloc byte[Secp256k1Imports.OpaqueBytes];
        bool valid = TryParse(publicKey, key) && Secp256k1Imports.PublicKeyTweakAdd(_context, ref key[0], in tweak32[0]) == 1;
        result = valid ? Serialize(key, publicKey.Length == 33) : [];
        return valid;
    }

    /// <inheritdoc/>
    public bool TryEcdh(ReadOnlySpan<byte> privateKey32, ReadOnlySpan<byte> publicKey, out byte[] secret32)
    {
        Span<byte> key = stackalloc byte[Secp256k1Imports.OpaqueBytes];
        secret32 = new byte[32];
        if (privateKey32.Length == 32 && TryParse(publicKey, key)
            && Secp256k1Imports.Ecdh(_context, ref secret32[0], in key[0], in privateKey32[0], 0, 0) == 1)
        {
            return true;
        }

        secret32 = [];
        return false;
    }

    private bool TryParse(ReadOnlySpan<byte> publicKey, Span<byte> key) =>
        publicKey.Length is 33 or 65
        && Secp256k1Imports.PublicKeyParse(_context, ref key[0], in publicKey[0], (nuint)publicKey.Length) == 1;

    private byte[] Serialize(ReadOnlySpan<byte> key, bool compressed)
    {
        byte[] result = new byte[compressed ? 33 : 65];
        nuint length = (nuint)result.Length;
        uint flags = compressed ? Secp256k1Imports.Compressed : Secp256k1Imports.Uncompressed;
        _ = Secp256k1Imports.PublicKeySerialize(_context, ref result[0], ref length, in key[0], flags);
        return result;
    }

    private static void RequireLength(ReadOnlySpan<byte> data, int length, string name) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(data.Length, length, name);
}
