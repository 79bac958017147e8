using CsCheck;
using Flux.Crypto.Curves;

namespace Flux.Crypto.Tests.Curves;

/// <summary>Native, managed and BouncyCastle give the same answer to the same question, good or bad.</summary>
public sealed class AgreementProperties
{
    private const long Iterations = 400;

    private static readonly Gen<(byte[] Key, byte[] Hash)> KeyAndHash = Gen.Select(CurveGenerators.PrivateKey, CurveGenerators.Number);

    [Fact]
    public void On_private_keys() => CurveGenerators.Number.Sample(
        k => Agree(c => (c.IsValidPrivateKey(k), c.TryGetPublicKey(k, true, out byte[] a), Hex(a), c.TryGetPublicKey(k, false, out byte[] b), Hex(b))),
        iter: Iterations);

    [Fact]
    public void On_compressed_public_keys() => Gen.Select(Gen.OneOf<byte>(0, 2, 2, 3, 3, 4, 5, 6), CurveGenerators.Number).Sample(
        (prefix, x) =>
        {
            Agree(c => c.IsValidPublicKey([prefix, .. x]));
        },
        iter: Iterations);

    [Fact]
    public void On_uncompressed_and_hybrid_public_keys() =>
        Gen.Select(CurveGenerators.PrivateKey, Gen.OneOf<byte>(4, 6, 7, 2, 3, 5), Gen.Int[0, 3], Gen.Int[1, 64]).Sample(
            (key, prefix, corrupt, at) =>
            {
                ManagedSecp256k1.Instance.TryGetPublicKey(key, false, out byte[] point);
                point[0] = prefix;
                point[at] ^= (byte)(corrupt == 0 ? 0x10 : 0);
                Agree(c => c.IsValidPublicKey(point));
            },
            iter: Iterations);

    [Fact]
    public void On_signing() => KeyAndHash.Where(t => !IsAtLeastOrder(t.Hash)).Sample(
        (key, hash) => Agree(c => (Hex(c.SignDer(hash, key)), Hex(c.SignCompact(hash, key, true)), Hex(c.SignCompact(hash, key, false)))),
        iter: 60);

    [Fact]
    public void On_verifying_good_and_corrupted_signatures() =>
        Gen.Select(KeyAndHash, Gen.Int[0, 4], Gen.Int[0, 1 << 20], Gen.Bool).Sample(
            (pair, what, at, compressed) =>
            {
                (byte[] key, byte[] hash) = pair;
                byte[] signature = ManagedSecp256k1.Instance.SignCompact(hash, key, compressed);
                ManagedSecp256k1.Instance.TryGetPublicKey(key, compressed, out byte[] point);
                byte[] usedHash = [.. hash];
                switch (what)
                {
                    case 1: signature[1 + (at % 64)] ^= (byte)(1 << (at % 8)); break;
                    case 2: usedHash[at % 32] ^= (byte)(1 << (at % 8)); break;
                    case 3: point[at % point.Length] ^= (byte)(1 << (at % 8)); break;
                    default: break;
                }

                byte[] der = Der.Encode(signature.AsSpan(1, 32), signature.AsSpan(33, 32));
                bool good = Agree(c => c.VerifyDer(usedHash, der, point));
                (good || what is > 0 and < 4).ShouldBeTrue();
            },
            iter: Iterations);

    [Fact]
    public void On_verifying_arbitrary_numbers() =>
        Gen.Select(CurveGenerators.Number, CurveGenerators.Number, CurveGenerators.Number, CurveGenerators.PrivateKey).Sample(
            (r, s, hash, key) =>
            {
                ManagedSecp256k1.Instance.TryGetPublicKey(key, true, out byte[] point);
                Agree(c => c.VerifyDer(hash, Der.Encode(r, s), point));
            },
            iter: Iterations);

    [Fact]
    public void On_recovering_keys_from_arbitrary_signatures() =>
        Gen.Select(Gen.Byte, CurveGenerators.Number, CurveGenerators.Number, CurveGenerators.Number).Sample(
            (header, r, s, hash) => Agree(c => (c.TryRecoverCompact(hash, [header, .. r, .. s], out byte[] key), Hex(key))), iter: Iterations);

    /// <summary>
    /// Nonce points whose x is n or more exist but never turn up by chance. Recovery finds keys for them when r is small; the signature
    /// must then verify, which needs the comparison with r + n.
    /// </summary>
    [Fact]
    public void On_signatures_whose_nonce_point_lies_above_the_order()
    {
        byte[] hash = [.. Enumerable.Repeat((byte)0x5a, 32)], s = [.. new byte[31], 9];
        int found = 0;
        for (byte small = 1; small <= 40; small++)
        {
            byte[] r = [.. new byte[31], small];
            byte[] signature = [29, .. r, .. s], key = [];
            if (Agree(c => c.TryRecoverCompact(hash, signature, out key)))
            {
                found++;
                Agree(c => c.VerifyDer(hash, Der.Encode(r, s), key)).ShouldBeTrue();
            }
        }

        found.ShouldBeGreaterThan(5);
    }

    /// <summary>Here libsecp256k1 0.2 feeds the nonce generator the digest unreduced, so the signatures differ; all of them verify.</summary>
    [Fact]
    public void On_verifying_signatures_of_digests_above_the_order() => CurveGenerators.PrivateKey.Sample(
        key =>
        {
            byte[] hash = [.. Enumerable.Repeat((byte)0xff, 32)];
            ManagedSecp256k1.Instance.TryGetPublicKey(key, true, out byte[] point);
            foreach (ISecp256k1 signer in Implementations.All)
            {
                byte[] signature = signer.SignDer(hash, key);
                Agree(c => c.VerifyDer(hash, signature, point)).ShouldBeTrue();
            }
        },
        iter: 30);

    [Fact]
    public void On_tweaks() => Gen.Select(CurveGenerators.Number, CurveGenerators.Number).Sample(
        (key, tweak) =>
        {
            Agree(c => (c.TryTweakAddPrivate(key, tweak, out byte[] sum), Hex(sum)));
            if (ManagedSecp256k1.Instance.TryGetPublicKey(key, true, out byte[] point))
            {
                Agree(c => (c.TryTweakAddPublic(point, tweak, out byte[] sum), Hex(sum)));
            }
        },
        iter: Iterations);

    [Fact]
    public void On_the_tweak_that_gives_zero() => CurveGenerators.PrivateKey.Sample(
        key =>
        {
            byte[] negative = new byte[32];
            Scalar.Read(key, out Scalar scalar);
            Scalar.Negative(scalar).Write(negative);
            ManagedSecp256k1.Instance.TryGetPublicKey(key, false, out byte[] point);
            Agree(c => c.TryTweakAddPrivate(key, negative, out _) || c.TryTweakAddPublic(point, negative, out _)).ShouldBeFalse();
        },
        iter: 100);

    [Fact]
    public void On_shared_secrets() => Gen.Select(CurveGenerators.Number, CurveGenerators.PrivateKey).Sample(
        (mine, theirs) =>
        {
            ManagedSecp256k1.Instance.TryGetPublicKey(theirs, false, out byte[] point);
            Agree(c => (c.TryEcdh(mine, point, out byte[] secret), Hex(secret)));
        },
        iter: Iterations);

    /// <summary>Asks all; returns the common answer.</summary>
    private static T Agree<T>(Func<ISecp256k1, T> ask)
    {
        T expected = ask(Implementations.All[0]);
        foreach (ISecp256k1 other in Implementations.All)
        {
            ask(other).ShouldBe(expected, other.GetType().Name);
        }

        return expected;
    }

    /// <summary>Where libsecp256k1 0.2 and the RFC differ: it feeds the digest unreduced. Both signatures verify.</summary>
    private static bool IsAtLeastOrder(byte[] hash) => !Scalar.Read(hash, out _);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
