namespace Flux.Crypto.Curves;

/// <summary>Width-w non-adjacent form: digits are zero or odd, below 2^(w−1) in size, at least w apart. For public scalars.</summary>
internal static class WindowedForm
{
    /// <summary>Enough digits for a 129-bit number and a carry.</summary>
    internal const int Digits = 132;

    /// <summary>Writes the digits of the number (low three words; below 2^130), least significant first. Returns how many count.</summary>
    internal static int WriteVar(in Scalar value, bool negative, int width, Span<short> digits)
    {
        digits.Clear();
        int used = 0, carry = 0;
        for (int bit = 0; bit < Digits;)
        {
            if (Bits(value, bit, 1) == carry)
            {
                bit++;
                continue;
            }

            int digit = Bits(value, bit, width) + carry;
            carry = digit >> (width - 1);
            digit -= carry << width;
            digits[bit] = (short)(negative ? -digit : digit);
            used = bit + 1;
            bit += width;
        }

        return used;
    }

    private static int Bits(in Scalar value, int from, int count)
    {
        int word = from / 64, shift = from % 64;
        ulong low = Word(value, word) >> shift;
        ulong high = shift == 0 ? 0 : Word(value, word + 1) << (64 - shift);
        return (int)((low | high) & ((1UL << count) - 1));
    }

    private static ulong Word(in Scalar value, int index) => index switch { 0 => value.W0, 1 => value.W1, 2 => value.W2, _ => 0 };
}
