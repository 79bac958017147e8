using System.Security.Cryptography;
using Flux.Crypto.Curves;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace Flux.Crypto.Tests.Curves;

/// <summary>
/// The third opinion: the same contract on BouncyCastle's arithmetic. Its DER side accepts only what an encoder would write, so it is
/// asked about encoded signatures and mutated numbers, not about odd DER shapes.
/// </summary>
internal sealed class BouncyCastleSecp256k1 : ISecp256k1
{
    private static readonly Org.BouncyCastle.Asn1.X9.X9ECParameters Curve = SecNamedCurves.GetByName("secp256k1");
    private static readonly ECDomainParameters Domain = new(Curve.Curve, Curve.G, Curve.N, Curve.H);

    public bool VerifyDer(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> derSignature, ReadOnlySpan<byte> publicKey)
    {
        if (!TryPoint(publicKey, out ECPoint point))
        {
            return false;
        }

        var verifier = new ECDsaSigner();
        verifier.Init(false, new ECPublicKeyParameters(point, Domain));
        try
        {
            BigInteger[] rs = StandardDsaEncoding.Instance.Decode(Domain.N, derSignature.ToArray());
            return verifier.VerifySignature(hash32.ToArray(), rs[0], rs[1]);
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidCastException or IndexOutOfRangeException)
        {
            return false;
        }
    }

    public byte[] SignDer(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(Number(privateKey32), Domain));
        BigInteger[] rs = signer.GenerateSignature(hash32.ToArray());
        BigInteger s = rs[1].CompareTo(Domain.N.ShiftRight(1)) > 0 ? Domain.N.Subtract(rs[1]) : rs[1];
        return StandardDsaEncoding.Instance.Encode(Domain.N, rs[0], s);
    }

    public byte[] SignCompact(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32, bool compressed)
    {
        TryGetPublicKey(privateKey32, compressed, out byte[] key);
        BigInteger[] rs = StandardDsaEncoding.Instance.Decode(Domain.N, SignDer(hash32, privateKey32));
        byte[] signature = [0, .. Bytes(rs[0]), .. Bytes(rs[1])];
        for (int id = 0; id < 4; id++)
        {
            signature[0] = (byte)(27 + id + (compressed ? 4 : 0));
            if (TryRecoverCompact(hash32, signature, out byte[] recovered) && recovered.AsSpan().SequenceEqual(key))
            {
                return signature;
            }
        }

        throw new InvalidOperationException("no recovery id fits");
    }

    public bool TryRecoverCompact(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> signature65, out byte[] publicKey)
    {
        publicKey = [];
        if (signature65.Length != 65)
        {
            return false;
        }

        int id = (signature65[0] - 27) & 3;
        BigInteger r = Number(signature65.Slice(1, 32)), s = Number(signature65.Slice(33, 32));
        BigInteger x = (id & 2) != 0 ? r.Add(Domain.N) : r;
        if (!InGroup(r) || !InGroup(s) || x.CompareTo(Curve.Curve.Field.Characteristic) >= 0
            || !TryPoint([(byte)(2 + (id & 1)), .. Bytes(x)], out ECPoint nonce))
        {
            return false;
        }

        BigInteger inverse = r.ModInverse(Domain.N);
        BigInteger u1 = Number(hash32).Negate().Multiply(inverse).Mod(Domain.N), u2 = s.Multiply(inverse).Mod(Domain.N);
        return TryWrite(ECAlgorithms.SumOfTwoMultiplies(Domain.G, u1, nonce, u2), ((signature65[0] - 27) & 4) != 0, out publicKey);
    }

    public bool TryGetPublicKey(ReadOnlySpan<byte> privateKey32, bool compressed, out byte[] publicKey)
    {
        publicKey = [];
        return IsValidPrivateKey(privateKey32) && TryWrite(Domain.G.Multiply(Number(privateKey32)), compressed, out publicKey);
    }

    public bool IsValidPrivateKey(ReadOnlySpan<byte> privateKey32) => privateKey32.Length == 32 && InGroup(Number(privateKey32));

    public bool IsValidPublicKey(ReadOnlySpan<byte> publicKey) => TryPoint(publicKey, out _);

    public bool TryTweakAddPrivate(ReadOnlySpan<byte> privateKey32, ReadOnlySpan<byte> tweak32, out byte[] result)
    {
        result = [];
        BigInteger tweak = Number(tweak32), sum = Number(privateKey32).Add(tweak).Mod(Domain.N);
        bool valid = IsValidPrivateKey(privateKey32) && tweak.CompareTo(Domain.N) < 0 && sum.SignValue != 0;
        result = valid ? Bytes(sum) : [];
        return valid;
    }

    public bool TryTweakAddPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> tweak32, out byte[] result)
    {
        result = [];
        BigInteger tweak = Number(tweak32);
        return tweak.CompareTo(Domain.N) < 0 && TryPoint(publicKey, out ECPoint point)
            && TryWrite(point.Add(Domain.G.Multiply(tweak)), publicKey.Length == 33, out result);
    }

    public bool TryEcdh(ReadOnlySpan<byte> privateKey32, ReadOnlySpan<byte> publicKey, out byte[] secret32)
    {
        secret32 = [];
        if (!IsValidPrivateKey(privateKey32) || !TryPoint(publicKey, out ECPoint point)
            || !TryWrite(point.Multiply(Number(privateKey32)), true, out byte[] shared))
        {
            return false;
        }

        secret32 = SHA256.HashData(shared);
        return true;
    }

    private static bool TryPoint(ReadOnlySpan<byte> bytes, out ECPoint point)
    {
        point = Curve.Curve.Infinity;
        if (bytes.Length is not (33 or 65))
        {
            return false;
        }

        try
        {
            point = Curve.Curve.DecodePoint(bytes.ToArray());
            return !point.IsInfinity;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return false;
        }
    }

    private static bool TryWrite(ECPoint point, bool compressed, out byte[] bytes)
    {
        bytes = point.IsInfinity ? [] : point.GetEncoded(compressed);
        return !point.IsInfinity;
    }

    private static bool InGroup(BigInteger value) => value.SignValue > 0 && value.CompareTo(Domain.N) < 0;

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(1, bytes.ToArray());

    private static byte[] Bytes(BigInteger value) => Org.BouncyCastle.Utilities.BigIntegers.AsUnsignedByteArray(32, value);
}
