using Flux.Crypto.Curves;
using Flux.Fuzz.Engine;

namespace Flux.Fuzz.Targets;

/// <summary>Public keys and signatures: the native and the managed curve agree on every input.</summary>
internal sealed class SignatureTarget : IFuzzTarget
{
    private const int DigestSize = 32;

    public string Name => "signature";

    public IEnumerable<byte[]> Seeds()
    {
        byte[] secret = [.. Enumerable.Repeat((byte)5, 32)];
        byte[] digest = [.. Enumerable.Repeat((byte)9, DigestSize)];
        foreach (var compressed in (bool[])[true, false])
        {
            Secp256k1.TryGetPublicKey(secret, compressed, out var key);
            yield return [.. digest, (byte)key.Length, .. key, .. Secp256k1.SignDer(digest, secret)];
            yield return [.. digest, (byte)key.Length, .. key, .. Secp256k1.SignCompact(digest, secret, compressed)];
        }
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        if (input.Length < DigestSize + 1) return 0;
        var digest = input[..DigestSize];
        var rest = input[(DigestSize + 1)..];
        var keyLength = Math.Min(input[DigestSize], rest.Length);
        var key = rest[..keyLength];
        var signature = rest[keyLength..];
        var (chosen, managed) = (Secp256k1.Implementation, (ISecp256k1)ManagedSecp256k1.Instance);

        var isKey = chosen.IsValidPublicKey(key);
        OracleException.Require(isKey == managed.IsValidPublicKey(key), "the curves disagree about a public key");
        var isGood = chosen.VerifyDer(digest, signature, key);
        OracleException.Require(isGood == managed.VerifyDer(digest, signature, key), "the curves disagree about a signature");
        var recovers = chosen.TryRecoverCompact(digest, signature, out var left);
        OracleException.Require(recovers == managed.TryRecoverCompact(digest, signature, out var right) && left.AsSpan().SequenceEqual(right), "the curves recover different keys");
        return Shape.Of(isKey, isGood, recovers, Math.Min(signature.Length, 80), key.Length > 0 ? key[0] & 15 : 16);
    }
}
