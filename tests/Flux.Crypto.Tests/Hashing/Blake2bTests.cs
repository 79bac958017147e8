using CsCheck;
using Flux.Crypto.Hashing;
using Org.BouncyCastle.Crypto.Digests;

namespace Flux.Crypto.Tests.Hashing;

public sealed class Blake2bTests
{
    /// <summary>RFC 7693, appendix A.</summary>
    [Fact]
    public void Gives_the_RFC_7693_vector() => Hash("", "616263", 64).ShouldBe(
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");

    /// <summary>Made with Python's hashlib (the authors' C code): personalization, data, digest.</summary>
    [Theory]
    [InlineData("5a6361736853696748617368bb09b876", "", "7a45ddd061e80077023f8ac2436d21fb19b57ce7929df4ea3fff7bceefc15360")]
    [InlineData("5a6361736853657175656e6348617368", "78", "dd")]
    public void Gives_personalized_vectors(string personalization, string data, string digest) =>
        Hash(personalization, data, digest.Length / 2).ShouldBe(digest);

    /// <summary>Made with Python's hashlib: lengths around the block.</summary>
    [Theory]
    [InlineData(128, "8d26f158f564e3293b42f5e3d34263cb173aa9c9")]
    [InlineData(
        129,
        "a60edba343e7a6933c14d203d2e535f35e6deb6c8a4f8e624c1a6f6e2612860447cb4c37e5aa11bcf03b7c3eea7228eb8b998f922794f2d1b8f2dc63f03bd3fa")]
    public void Gives_vectors_at_the_block_boundary(int zeros, string digest) =>
        Hash("", new string('0', 2 * zeros), digest.Length / 2).ShouldBe(digest);

    [Fact]
    public void Equals_BouncyCastle_however_the_data_is_cut() =>
        Gen.Select(Gen.Byte.Array[16], Gen.Byte.Array[0, 600], Gen.Int[1, 64], Gen.Int[1, 200]).Sample(
            (personalization, data, length, cut) =>
            {
                var oracle = new Blake2bDigest(null, length, null, personalization);
                oracle.BlockUpdate(data);
                byte[] expected = new byte[length], actual = new byte[length];
                oracle.DoFinal(expected);

                var hash = new Blake2b(personalization, length);
                foreach (byte[] part in data.Chunk(cut))
                {
                    hash.Update(part);
                }

                hash.Finish(actual);
                actual.ShouldBe(expected);
            },
            iter: 500);

    [Fact]
    public void A_copy_goes_on_by_itself()
    {
        var first = new Blake2b([], 32);
        first.Update(new byte[200]);
        Blake2b second = first;
        first.Update([1]);
        second.Update([2]);
        Finish(second).ShouldBe(Hash("", new string('0', 400) + "02", 32));
        Finish(first).ShouldBe(Hash("", new string('0', 400) + "01", 32));
    }

    [Fact]
    public void Finishing_leaves_the_state_as_it_was()
    {
        var hash = new Blake2b([], 32);
        hash.Update([1, 2]);
        Finish(hash);
        hash.Update([3]);
        Finish(hash).ShouldBe(Hash("", "010203", 32));
    }

    [Fact]
    public void Wrong_lengths_are_bugs()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Blake2b([], 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new Blake2b([], 65));
        Should.Throw<ArgumentOutOfRangeException>(() => new Blake2b(new byte[8], 32));
        Should.Throw<ArgumentOutOfRangeException>(() => new Blake2b([], 32).Finish(new byte[33]));
    }

    private static string Finish(Blake2b hash)
    {
        byte[] digest = new byte[hash.DigestBytes];
        hash.Finish(digest);
        return Convert.ToHexStringLower(digest);
    }

    private static string Hash(string personalization, string data, int length)
    {
        byte[] digest = new byte[length];
        Blake2b.Hash(Convert.FromHexString(personalization), Convert.FromHexString(data), digest);
        return Convert.ToHexStringLower(digest);
    }
}
