using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Flux.Wallets.Text;

namespace Flux.Wallets.Hd;

/// <summary>Recovery words (BIP39, English list): 12, 15, 18, 21 or 24 words stand for 128–256 bits of entropy and a checksum.</summary>
public static class Bip39
{
    private const int SeedBytes = 64;
    private const int Pbkdf2Rounds = 2048;
    private static readonly Lazy<string[]> Words = new(LoadWords);

    /// <summary>New random words. <paramref name="wordCount"/> is 12, 15, 18, 21 or 24.</summary>
    public static string Generate(int wordCount)
    {
        if (wordCount is < 12 or > 24 || wordCount % 3 != 0) throw new ArgumentOutOfRangeException(nameof(wordCount), wordCount, "12, 15, 18, 21 or 24 words.");
        var entropy = RandomNumberGenerator.GetBytes(wordCount * 4 / 3);
        try
        {
            return FromEntropy(entropy);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(entropy);
        }
    }

    /// <summary>The words of 16, 20, 24, 28 or 32 bytes of entropy.</summary>
    public static string FromEntropy(ReadOnlySpan<byte> entropy)
    {
        if (entropy.Length is < 16 or > 32 || entropy.Length % 4 != 0) throw new ArgumentException("16 to 32 bytes, a multiple of 4.", nameof(entropy));
        var withChecksum = new byte[entropy.Length + 1];
        entropy.CopyTo(withChecksum);
        withChecksum[^1] = SHA256.HashData(entropy)[0];
        var words = new string[entropy.Length * 3 / 4];
        for (var i = 0; i < words.Length; i++) words[i] = Words.Value[ReadBits(withChecksum, i * 11)];
        return string.Join(' ', words);
    }

    /// <summary>
    /// Checks words and brings them into the form that the seed is made of (NFKD, lower case, single spaces).
    /// <paramref name="problem"/> names the first wrong word by its place, or the checksum.
    /// </summary>
    public static bool TryNormalize(string? words, [NotNullWhen(true)] out string? normalized, [NotNullWhen(false)] out string? problem)
    {
        normalized = null;
        var parts = Nfkd.Normalize(words ?? "").ToLowerInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is < 12 or > 24 || parts.Length % 3 != 0)
        {
            problem = $"{parts.Length} words: a recovery phrase has 12, 15, 18, 21 or 24";
            return false;
        }
        var bits = new byte[(parts.Length * 11 + 7) / 8];
        for (var i = 0; i < parts.Length; i++)
        {
            var index = Array.BinarySearch(Words.Value, parts[i], StringComparer.Ordinal);
            if (index < 0)
            {
                problem = $"word {i + 1} is not in the BIP39 English list";
                return false;
            }
            WriteBits(bits, i * 11, index);
        }
        var entropyBytes = parts.Length * 4 / 3;
        var checksumBits = parts.Length / 3;
        var expected = SHA256.HashData(bits.AsSpan(0, entropyBytes))[0] >> (8 - checksumBits);
        var actual = bits[entropyBytes] >> (8 - checksumBits);
        CryptographicOperations.ZeroMemory(bits);
        problem = expected == actual ? null : "the checksum does not match: a word is wrong or out of order";
        if (problem is null) normalized = string.Join(' ', parts);
        return problem is null;
    }

    /// <summary>The 64-byte seed of words that <see cref="TryNormalize"/> accepted, and an optional passphrase.</summary>
    public static byte[] ToSeed(string normalizedWords, string passphrase) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(normalizedWords),
            Encoding.UTF8.GetBytes("mnemonic" + Nfkd.Normalize(passphrase)),
            Pbkdf2Rounds,
            HashAlgorithmName.SHA512,
            SeedBytes);

    private static int ReadBits(ReadOnlySpan<byte> bytes, int offset)
    {
        var value = 0;
        for (var bit = offset; bit < offset + 11; bit++) value = (value << 1) | ((bytes[bit / 8] >> (7 - (bit % 8))) & 1);
        return value;
    }

    private static void WriteBits(Span<byte> bytes, int offset, int value)
    {
        for (var i = 0; i < 11; i++)
        {
            if (((value >> (10 - i)) & 1) != 0) bytes[(offset + i) / 8] |= (byte)(0x80 >> ((offset + i) % 8));
        }
    }

    private static string[] LoadWords()
    {
        using var stream = typeof(Bip39).Assembly.GetManifestResourceStream("bip39-english.txt")
            ?? throw new InvalidOperationException("The word list is not part of this build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
