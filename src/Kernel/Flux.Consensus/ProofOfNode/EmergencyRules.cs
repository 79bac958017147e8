using Flux.Consensus.Networks;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Consensus.ProofOfNode;

/// <summary>Signatures of emergency blocks (chain reference §9.5).</summary>
public static class EmergencyRules
{
    private const int MostSignatures = 4;
    private const int MostSignatureBytes = 73;

    /// <summary>True when enough signatures verify under different keys.</summary>
    public static bool Check(PonParameters pon, BlockHeader header)
    {
        if (!TryRead(header.ProducerSignature.Span, out var signatures) || signatures.Count < pon.EmergencySignatures) return false;
        if (!pon.VerifiesEmergency) return true;
        if (signatures.Exists(signature => signature.Length > MostSignatureBytes)) return false;
        var used = new HashSet<int>();
        foreach (var signature in signatures)
        {
            if (used.Count >= pon.EmergencySignatures) break;
            var key = FindKey(pon, header, signature);
            if (key >= 0) used.Add(key);
        }
        return used.Count >= pon.EmergencySignatures;
    }

    /// <summary>The signatures of a header; none when they cannot be read.</summary>
    public static List<byte[]> SignaturesOf(BlockHeader header) => TryRead(header.ProducerSignature.Span, out var signatures) ? signatures : [];

    /// <summary>The emergency keys that signed a header, in the order of the network's list.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> SignersOf(PonParameters pon, BlockHeader header)
    {
        var signatures = SignaturesOf(header);
        return [.. pon.EmergencyKeys.Where(key => signatures.Exists(signature => Secp256k1.VerifyDer(header.Hash.Value.Bytes, signature, key.Span)))];
    }

    /// <summary>Signatures as the header holds them.</summary>
    public static byte[] Pack(IReadOnlyCollection<byte[]> signatures)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(128);
        var writer = new WireWriter(buffer);
        writer.WriteCompactSize(signatures.Count);
        foreach (var signature in signatures) writer.WriteVarBytes(signature);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A vector of byte vectors. Bytes after it do not matter, and entries that are cut off read as empty.</summary>
    private static bool TryRead(ReadOnlySpan<byte> bytes, out List<byte[]> signatures)
    {
        signatures = [];
        var reader = new WireReader(bytes);
        if (!reader.TryReadCompactSize(out var count) || count is < 1 or > MostSignatures) return false;
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadVarBytes(out var signature)) signature = [];
            signatures.Add(signature);
        }
        return true;
    }

    private static int FindKey(PonParameters pon, BlockHeader header, byte[] signature)
    {
        for (var i = 0; i < pon.EmergencyKeys.Length; i++)
        {
            if (Secp256k1.VerifyDer(header.Hash.Value.Bytes, signature, pon.EmergencyKeys[i].Span)) return i;
        }
        return -1;
    }
}
