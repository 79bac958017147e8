using System.Diagnostics.CodeAnalysis;
using System.Text;
using Flux.Crypto.Hashing;
using Flux.Primitives;

namespace Flux.Apps.Messages;

/// <summary>
/// Identity of an app message and the reference of its payment: SHA-256 of the signed text followed by the signature. Its text is the
/// digest's 64 lower-case hexadecimal digits, first byte first (unlike transaction ids).
/// </summary>
public readonly record struct MessageHash(Hash256 Digest) : IComparable<MessageHash>
{
    private const int TextLength = 64;

    /// <summary>The hash of a text's UTF-8 bytes.</summary>
    public static MessageHash Of(string text)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.Sha256(Encoding.UTF8.GetBytes(text), digest);
        return new(new Hash256(digest));
    }

    /// <summary>Reads exactly 64 lower-case hexadecimal characters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out MessageHash hash)
    {
        hash = default;
        if (text is not { Length: TextLength } || !text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f')) return false;
        hash = new(new Hash256(Convert.FromHexString(text)));
        return true;
    }

    public int CompareTo(MessageHash other) => Digest.CompareTo(other.Digest);

    public override string ToString() => Convert.ToHexStringLower(Digest.Bytes);

    public static bool operator <(MessageHash left, MessageHash right) => left.CompareTo(right) < 0;
    public static bool operator >(MessageHash left, MessageHash right) => left.CompareTo(right) > 0;
    public static bool operator <=(MessageHash left, MessageHash right) => left.CompareTo(right) <= 0;
    public static bool operator >=(MessageHash left, MessageHash right) => left.CompareTo(right) >= 0;
}
