using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Scripts;

/// <summary>The form of signatures and public keys in scripts (chain reference §7).</summary>
internal static class SignatureEncoding
{
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
        if (!SignatureFormat.IsStrictDer(signature)) return ScriptError.SignatureDer;
        if ((flags & ScriptFlags.LowS) != 0 && !HasLowS(signature)) return ScriptError.SignatureHighS;
        return (flags & ScriptFlags.StrictEncoding) != 0 && !SignatureFormat.HasKnownHashType(signature) ? ScriptError.SignatureHashType : ScriptError.Ok;
    }

    public static ScriptError CheckPublicKey(ReadOnlySpan<byte> key, ScriptFlags flags)
    {
        if ((flags & ScriptFlags.StrictEncoding) == 0) return ScriptError.Ok;
        return PublicKeyFormat.IsWellFormed(key) && key[0] <= 4 ? ScriptError.Ok : ScriptError.PublicKeyType;
    }

    /// <summary>As libsecp256k1 judges a parsed signature: an S that is no number below n counts as zero, which is low.</summary>
    private static bool HasLowS(ReadOnlySpan<byte> signature)
    {
        var s = SignatureFormat.S(signature).TrimStart((byte)0);
        if (s.Length != HalfOrder.Length) return true;
        return s.SequenceCompareTo(HalfOrder) <= 0 || s.SequenceCompareTo(Order) >= 0;
    }
}
