using Flux.Primitives.Addresses;
using Flux.Primitives.Sighash;

namespace Flux.Consensus.Scripts;

/// <summary>The form of signatures and public keys in scripts (chain reference §7).</summary>
internal static class SignatureEncoding
{
    private const int SmallestSignature = 9;
    private const int LargestSignature = 73;
    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;

    /// <summary>n / 2 of secp256k1, rounded down.</summary>
    private static ReadOnlySpan<byte> HalfOrder =>
    [
        0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0x5d, 0x57, 0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
    ];

    /// <summary>n of secp256k1.</summary>
    private static ReadOnlySpan<byte> Order =>
    [
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe,
        0xba, 0xae, 0xdc, 0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41,
    ];

    /// <summary>An empty signature is fine in form: it just verifies nothing.</summary>
    public static ScriptError CheckSignature(ReadOnlySpan<byte> signature, ScriptFlags flags)
    {
        if (signature.IsEmpty) return ScriptError.Ok;
        if (!IsStrictDer(signature)) return ScriptError.SignatureDer;
        if ((flags & ScriptFlags.LowS) != 0 && !HasLowS(signature)) return ScriptError.SignatureHighS;
        return (flags & ScriptFlags.StrictEncoding) != 0 && !HasKnownHashType(signature) ? ScriptError.SignatureHashType : ScriptError.Ok;
    }

    public static ScriptError CheckPublicKey(ReadOnlySpan<byte> key, ScriptFlags flags)
    {
        if ((flags & ScriptFlags.StrictEncoding) == 0) return ScriptError.Ok;
        return PublicKeyFormat.IsWellFormed(key) && key[0] <= 4 ? ScriptError.Ok : ScriptError.PublicKeyType;
    }

    /// <summary>30 len 02 lenR R 02 lenS S hashtype, both integers positive and as short as possible.</summary>
    private static bool IsStrictDer(ReadOnlySpan<byte> signature)
    {
        if (signature.Length is < SmallestSignature or > LargestSignature) return false;
        if (signature[0] != Sequence || signature[1] != signature.Length - 3) return false;
        int sizeR = signature[3];
        if (5 + sizeR >= signature.Length) return false;
        int sizeS = signature[5 + sizeR];
        if (sizeR + sizeS + 7 != signature.Length) return false;
        return signature[2] == Integer && IsShortPositive(signature.Slice(4, sizeR))
            && signature[4 + sizeR] == Integer && IsShortPositive(signature.Slice(6 + sizeR, sizeS));
    }

    private static bool IsShortPositive(ReadOnlySpan<byte> number)
    {
        if (number.IsEmpty || (number[0] & 0x80) != 0) return false;
        return number.Length == 1 || number[0] != 0 || (number[1] & 0x80) != 0;
    }

    /// <summary>As libsecp256k1 judges a parsed signature: an S that is no number below n counts as zero, which is low.</summary>
    private static bool HasLowS(ReadOnlySpan<byte> signature)
    {
        var s = signature.Slice(6 + signature[3], signature[5 + signature[3]]).TrimStart((byte)0);
        if (s.Length != HalfOrder.Length) return true;
        return s.SequenceCompareTo(HalfOrder) <= 0 || s.SequenceCompareTo(Order) >= 0;
    }

    private static bool HasKnownHashType(ReadOnlySpan<byte> signature) =>
        (signature[^1] & ~SighashType.AnyoneCanPay) is >= SighashType.All and <= SighashType.Single;
}
