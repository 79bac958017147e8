using CsCheck;

namespace Flux.Primitives.Tests;

public sealed class HashTests
{
    private static readonly Gen<byte[]> Digest = Gen.Byte.Array[32];

    [Fact]
    public void Display_hex_is_the_reversed_digest()
    {
        var hash = new Hash256([1, .. new byte[30], 255]);

        hash.ToString().ShouldBe("ff" + new string('0', 60) + "01");
        Hash256.Parse(hash.ToString()).ShouldBe(hash);
    }

    [Fact]
    public void Reads_what_it_writes() => Digest.Sample(digest => Hash256.TryParse(new Hash256(digest).ToString(), out var back) && back.ToArray().SequenceEqual(digest));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000g")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000")]
    public void Refuses_other_texts(string? text) => Hash256.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Order_is_that_of_the_digest_bytes_and_agrees_with_equality() =>
        Gen.Select(Digest, Digest).Sample((a, b) =>
        {
            var (left, right) = (new Hash256(a), new Hash256(b));
            var expected = a.AsSpan().SequenceCompareTo(b);
            return Math.Sign(left.CompareTo(right)) == Math.Sign(expected) && (left == right) == (expected == 0) && (left < right) == (expected < 0);
        });

    [Fact]
    public void Outpoints_are_ordered_by_id_in_memory_order_and_then_by_index()
    {
        var low = new TxId(new Hash256([1, .. new byte[31]]));
        var high = new TxId(new Hash256([2, .. new byte[31]]));

        (new OutPoint(low, 9) < new OutPoint(high, 0)).ShouldBeTrue();
        (new OutPoint(low, 1) < new OutPoint(low, 2)).ShouldBeTrue();
        OutPoint.Null.IsNull.ShouldBeTrue();
        new OutPoint(default, 0).IsNull.ShouldBeFalse();
        new OutPoint(low, uint.MaxValue).IsNull.ShouldBeFalse();
    }

    [Fact]
    public void Hash160_keeps_its_bytes() =>
        Gen.Byte.Array[20].Sample(digest => new Hash160(digest).ToArray().SequenceEqual(digest) && new Hash160(digest).ToString() == Convert.ToHexStringLower(digest));

    [Fact]
    public void Hash160_of_a_public_key_is_that_of_its_address() =>
        Hash160.Of(Convert.FromHexString("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"))
            .ToString().ShouldBe("751e76e8199196d454941c45d1b3a323f1433bd6");

    [Fact]
    public void Refuses_other_lengths()
    {
        Should.Throw<ArgumentException>(() => new Hash256(new byte[31]));
        Should.Throw<ArgumentException>(() => new Hash160(new byte[32]));
    }
}
