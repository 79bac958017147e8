using Flux.Primitives.Sighash;

namespace Flux.Primitives.Scripts;

/// <summary>The form of signatures in scripts: strict DER and one byte of hash type (chain reference §7). Says nothing about what was signed.</summary>
public static class SignatureFormat
{
    private const int Smallest = 9;
    private const int Largest = 73;
    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;

    /// <summary>30 len 02 lenR R 02 lenS S hashtype, both integers positive and as short as possible.</summary>
    public static bool IsStrictDer(ReadOnlySpan<byte> signature)
    {
        if (signature.Length is < Smallest or > Largest) return false;
        if (signature[0] != Sequence || signature[1] != signature.Length - 3) return false;
        int sizeR = signature[3];
        if (5 + sizeR >= signature.Length) return false;
        int sizeS = signature[5 + sizeR];
        if (sizeR + sizeS + 7 != signature.Length) return false;
        return signature[2] == Integer && IsShortPositive(signature.Slice(4, sizeR))
            && signature[4 + sizeR] == Integer && IsShortPositive(signature.Slice(6 + sizeR, sizeS));
    }

    /// <summary>The big-endian S of a signature that is strict DER.</summary>
    public static ReadOnlySpan<byte> S(ReadOnlySpan<byte> signature) => signature.Slice(6 + signature[3], signature[5 + signature[3]]);

    /// <summary>True when the last byte is ALL, NONE or SINGLE, with or without ANYONECANPAY.</summary>
    public static bool HasKnownHashType(ReadOnlySpan<byte> signature) =>
        signature.Length > 0 && (signature[^1] & ~SighashType.AnyoneCanPay) is >= SighashType.All and <= SighashType.Single;

    private static bool IsShortPositive(ReadOnlySpan<byte> number)
    {
        if (number.IsEmpty || (number[0] & 0x80) != 0) return false;
        return number.Length == 1 || number[0] != 0 || (number[1] & 0x80) != 0;
    }
}
