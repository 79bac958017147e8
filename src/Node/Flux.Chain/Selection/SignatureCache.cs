using System.Buffers.Binary;
using System.Security.Cryptography;
using Flux.Consensus.Scripts;
using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>
/// Good signatures of loose transactions, so that the block which mines them need not verify them again. Two generations: when the younger is
/// full, the older is dropped. Entries are salted digests, so nobody can aim at a collision.
/// </summary>
internal sealed class SignatureCache(int entriesPerGeneration = SignatureCache.DefaultEntries) : ISignatureCache
{
    /// <summary>Enough for several full blocks; about 2 MB per generation when full.</summary>
    public const int DefaultEntries = 50_000;

    private const int SaltBytes = 32;

    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(SaltBytes);
    private readonly Lock _gate = new();
    private HashSet<UInt128> _younger = [];
    private HashSet<UInt128> _older = [];

    public bool Contains(in Hash256 digest, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
    {
        var key = KeyOf(digest, signature, publicKey);
        lock (_gate) return _younger.Contains(key) || _older.Contains(key);
    }

    public void Add(in Hash256 digest, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
    {
        var key = KeyOf(digest, signature, publicKey);
        lock (_gate)
        {
            if (_younger.Count >= entriesPerGeneration) (_older, _younger) = (_younger, []);
            _younger.Add(key);
        }
    }

    private UInt128 KeyOf(in Hash256 digest, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
    {
        // Lengths first: no two different triples have the same text.
        Span<byte> text = stackalloc byte[SaltBytes + Hash256.Size + 8 + signature.Length + publicKey.Length];
        _salt.CopyTo(text);
        digest.Bytes.CopyTo(text[SaltBytes..]);
        var rest = text[(SaltBytes + Hash256.Size)..];
        BinaryPrimitives.WriteInt32LittleEndian(rest, signature.Length);
        BinaryPrimitives.WriteInt32LittleEndian(rest[4..], publicKey.Length);
        signature.CopyTo(rest[8..]);
        publicKey.CopyTo(rest[(8 + signature.Length)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
