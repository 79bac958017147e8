using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Flux.Crypto.Curves;

/// <summary>64-bit building blocks without data-dependent branches.</summary>
internal static class WideMath
{
    /// <summary>The upper 64 bits of the 128-bit product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong High(ulong a, ulong b)
    {
        if (Bmi2.X64.IsSupported)
        {
            return Bmi2.X64.MultiplyNoFlags(a, b);
        }

        return ArmBase.Arm64.IsSupported ? ArmBase.Arm64.MultiplyHigh(a, b) : Math.BigMul(a, b, out _);
    }

    /// <summary>1 when <paramref name="a"/> &lt; <paramref name="b"/>, as a value (set-on-compare), never as a jump.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Less(ulong a, ulong b) => Unsafe.BitCast<bool, byte>(a < b);

    /// <summary>All ones when <paramref name="a"/> equals <paramref name="b"/>, else zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong EqualMask(ulong a, ulong b)
    {
        ulong difference = a ^ b;
        return ((difference | (0 - difference)) >> 63) - 1;
    }

    /// <summary>a + b + carry; the carry (0 or 1) is updated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Add(ulong a, ulong b, ref ulong carry)
    {
        ulong sum = a + b;
        ulong result = sum + carry;
        carry = Less(sum, a) | Less(result, sum);
        return result;
    }

    /// <summary>a − b − borrow; the borrow (0 or 1) is updated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Subtract(ulong a, ulong b, ref ulong borrow)
    {
        ulong difference = a - b;
        ulong result = difference - borrow;
        borrow = Less(a, b) | Less(difference, borrow);
        return result;
    }

    /// <summary>Low word of a·b + c + carry; the carry becomes the high word (it cannot overflow).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong MultiplyAdd(ulong a, ulong b, ulong c, ref ulong carry)
    {
        ulong high = High(a, b), low = a * b;
        low += c;
        high += Less(low, c);
        low += carry;
        carry = high + Less(low, carry);
        return low;
    }
}
