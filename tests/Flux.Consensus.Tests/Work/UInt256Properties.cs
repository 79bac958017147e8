using System.Numerics;
using CsCheck;
using Flux.Consensus.Work;

namespace Flux.Consensus.Tests.Work;

/// <summary>Every operation against <see cref="BigInteger"/>, modulo 2^256.</summary>
public sealed class UInt256Properties
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;

    private static readonly Gen<UInt256> Numbers = Gen.OneOf(
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.ULong, (a, b, c, d) => new UInt256(a, b, c, d)),
        Gen.Select(Gen.ULong, Gen.Int[0, 255], (a, shift) => (UInt256)a << shift),
        Gen.Int[0, 256].Select(bits => bits == 256 ? UInt256.MaxValue : (UInt256.One << bits) - UInt256.One));

    [Fact]
    public void Adds_subtracts_multiplies_and_divides_as_BigInteger_does() => Gen.Select(Numbers, Numbers, Gen.ULong[1, ulong.MaxValue]).Sample((left, right, small) =>
    {
        var (a, b) = (Big(left), Big(right));
        Big(left + right).ShouldBe((a + b) % Modulus);
        Big(left - right).ShouldBe((a - b + Modulus) % Modulus);
        Big(left * small).ShouldBe(a * small % Modulus);
        Big(left / small).ShouldBe(a / small);
        if (!right.IsZero) Big(left / right).ShouldBe(a / b);
        (left < right).ShouldBe(a < b);
        (left == right).ShouldBe(a == b);
        left.BitLength.ShouldBe((int)a.GetBitLength());
    });

    [Fact]
    public void Shifts_as_BigInteger_does() => Gen.Select(Numbers, Gen.Int[0, 260]).Sample((number, bits) =>
    {
        Big(number << bits).ShouldBe((Big(number) << bits) % Modulus);
        Big(number >> bits).ShouldBe(Big(number) >> bits);
    });

    [Fact]
    public void Text_and_bytes_lead_back() => Numbers.Sample(number =>
    {
        UInt256.ParseHex(number.ToString()).ShouldBe(number);
        var bytes = new byte[32];
        number.WriteLittleEndian(bytes);
        UInt256.FromLittleEndian(bytes).ShouldBe(number);
    });

    [Fact]
    public void Compact_form_keeps_the_top_bits_and_is_stable() => Numbers.Sample(number =>
    {
        var bits = CompactTarget.Encode(number);
        CompactTarget.TryDecode(bits, out var target).ShouldBeTrue();
        (target <= number).ShouldBeTrue();
        CompactTarget.Encode(target).ShouldBe(bits);
        (number.BitLength <= 15 ? target == number : Big(number) - Big(target) < Big(number) >> 14).ShouldBeTrue();
    });

    private static BigInteger Big(UInt256 value)
    {
        var bytes = new byte[32];
        value.WriteLittleEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true);
    }
}
