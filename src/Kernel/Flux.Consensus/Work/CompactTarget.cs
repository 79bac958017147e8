namespace Flux.Consensus.Work;

/// <summary>The 32-bit form of targets in header field 6 (chain reference §2).</summary>
public static class CompactTarget
{
    private const uint SignBit = 0x0080_0000;
    private const uint MantissaMask = 0x007f_ffff;

    /// <summary>The target; false when the bits say negative or more than 256 bits.</summary>
    public static bool TryDecode(uint bits, out UInt256 target)
    {
        var size = (int)(bits >> 24);
        var mantissa = bits & MantissaMask;
        target = size <= 3 ? (UInt256)(mantissa >> (8 * (3 - size))) : (UInt256)mantissa << (8 * (size - 3));
        var negative = mantissa != 0 && (bits & SignBit) != 0;
        var overflow = mantissa != 0 && (size > 34 || (mantissa > 0xff && size > 33) || (mantissa > 0xffff && size > 32));
        return !negative && !overflow;
    }

    /// <summary>The target of bits that a rule has accepted before.</summary>
    public static UInt256 Decode(uint bits)
    {
        TryDecode(bits, out var target);
        return target;
    }

    /// <summary>The bits; low bits of the target are cut off.</summary>
    public static uint Encode(UInt256 target)
    {
        var size = (target.BitLength + 7) / 8;
        var mantissa = size <= 3 ? (uint)(target.Low64 << (8 * (3 - size))) : (uint)(target >> (8 * (size - 3))).Low64;
        if ((mantissa & SignBit) != 0)
        {
            mantissa >>= 8;
            size++;
        }
        return mantissa | ((uint)size << 24);
    }
}
