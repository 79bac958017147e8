using System.Security.Cryptography;

namespace Flux.Crypto.Curves;

/// <summary>The signature equations (SEC 1 §4.1) on numbers and points; encodings are the callers' business.</summary>
internal static class Ecdsa
{
    /// <summary>n as a field element: x coordinates between n and p exist, and lose n when they become r.</summary>
    private static readonly FieldElement Order =
        FieldElement.FromLimbs(0xBFD25E8CD0364141, 0xBAAEDCE6AF48A03B, 0xFFFFFFFFFFFFFFFE, 0xFFFFFFFFFFFFFFFF);

    /// <summary>Whether (r, s) signs the digest. High s is accepted: (r, −s) gives the point with the same x.</summary>
    internal static bool Verify(in Scalar digest, in Scalar r, in Scalar s, in AffinePoint key)
    {
        if (r.IsZero || s.IsZero)
        {
            return false;
        }

        Scalar inverse = Scalar.InverseVar(s);
        JacobianPoint point = PublicMultiplication.CombineVar(Scalar.Product(r, inverse), key, Scalar.Product(digest, inverse));
        return !point.IsInfinity && HasX(point, r);
    }

    /// <summary>
    /// Signs with the first RFC 6979 nonce that fits; s is low. Returns the recovery id: bit 0 the parity of the nonce point's y for this
    /// s, bit 1 whether its x was n or more.
    /// </summary>
    internal static int Sign(in Scalar digest, in Scalar key, ReadOnlySpan<byte> key32, out Scalar r, out Scalar s)
    {
        Span<byte> workspace = stackalloc byte[64];
        var nonces = new DeterministicNonce(key32, digest, workspace);
        int recoveryId;
        do
        {
            Scalar nonce = nonces.Next();
            recoveryId = SignWith(nonce, digest, key, out r, out s);
        }
        while (r.IsZero || s.IsZero);

        CryptographicOperations.ZeroMemory(workspace);
        return recoveryId;
    }

    /// <summary>The key with which (r, s) signs the digest, of the up to four the recovery id chooses from.</summary>
    internal static bool TryRecover(in Scalar digest, in Scalar r, in Scalar s, int recoveryId, out AffinePoint key)
    {
        key = default;
        if (r.IsZero || s.IsZero || !TryNonceX(r, (recoveryId & 2) != 0, out FieldElement x)
            || !AffinePoint.TryFromX(x, (recoveryId & 1) != 0, out AffinePoint nonce))
        {
            return false;
        }

        Scalar inverse = Scalar.InverseVar(r);
        Scalar minusDigest = Scalar.Negative(Scalar.Product(digest, inverse));
        return PublicMultiplication.CombineVar(Scalar.Product(s, inverse), nonce, minusDigest).TryToAffineVar(out key);
    }

    private static int SignWith(in Scalar nonce, in Scalar digest, in Scalar key, out Scalar r, out Scalar s)
    {
        AffinePoint point = SecretMultiplication.MultiplyGenerator(nonce);
        Span<byte> x = stackalloc byte[32];
        point.X.Write(x);
        bool below = Scalar.Read(x, out r);
        s = Scalar.Product(Scalar.Inverse(nonce), Scalar.Sum(digest, Scalar.Product(r, key)));
        int recoveryId = (below ? 0 : 2) | (point.Y.IsOdd ? 1 : 0);
        if (s.IsHigh)
        {
            s = Scalar.Negative(s);
            recoveryId ^= 1;
        }

        return recoveryId;
    }

    /// <summary>Compares x = X/Z² with r and, where it is still below p, with r + n, without dividing.</summary>
    private static bool HasX(in JacobianPoint point, in Scalar r)
    {
        FieldElement x = FieldElement.FromLimbs(r.W0, r.W1, r.W2, r.W3);
        FieldElement.Square(out FieldElement zz, point.Z);
        FieldElement.Multiply(out FieldElement scaled, x, zz);
        if (FieldElement.AreEqual(point.X, scaled))
        {
            return true;
        }

        if (!TryNonceX(r, plusOrder: true, out x))
        {
            return false;
        }

        FieldElement.Multiply(out scaled, x, zz);
        return FieldElement.AreEqual(point.X, scaled);
    }

    /// <summary>r, or r + n if that is below p, as a field element.</summary>
    private static bool TryNonceX(in Scalar r, bool plusOrder, out FieldElement x)
    {
        x = FieldElement.FromLimbs(r.W0, r.W1, r.W2, r.W3);
        if (!plusOrder)
        {
            return true;
        }

        // p − n = 0x14551231950B75FC4402DA1722FC9BAEE: r + n < p exactly when r is below it.
        if ((r.W3 | (r.W2 >> 1)) != 0 || !IsBelowGap(r))
        {
            return false;
        }

        FieldElement.Add(out x, x, Order);
        x.Normalize();
        return true;
    }

    private static bool IsBelowGap(in Scalar r)
    {
        ulong borrow = 0;
        WideMath.Subtract(r.W0, 0x402DA1722FC9BAEE, ref borrow);
        WideMath.Subtract(r.W1, 0x4551231950B75FC4, ref borrow);
        WideMath.Subtract(r.W2, 1, ref borrow);
        return borrow != 0;
    }
}
