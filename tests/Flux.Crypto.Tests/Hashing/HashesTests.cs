using System.Text;
using CsCheck;
using Flux.Crypto.Hashing;

namespace Flux.Crypto.Tests.Hashing;

public sealed class HashesTests
{
    private delegate void Digest(ReadOnlySpan<byte> data, Span<byte> output);

    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Sha256_gives_the_FIPS_180_vectors(string text, string digest) => Check(Hashes.Sha256, text, digest);

    [Theory]
    [InlineData("hello", "9595c9df90075148eb06860365df33584b75bff782a510c6cd4883a419833d50")]
    public void DoubleSha256_hashes_twice(string text, string digest) => Check(Hashes.DoubleSha256, text, digest);

    /// <summary>The message digests of reference §2, in digest order.</summary>
    [Theory]
    [InlineData("", "6ebacec91c6f90b756fb8abae6ef3335f801534ec15dfadb7d3ac033cce74da4")]
    [InlineData("hello", "693d32beafdae6a012a484e389a24b375a2fb05e637cad911fc374e6fe92c593")]
    public void DoubleSha256_gives_the_signed_message_digests(string message, string digest) =>
        Check(Hashes.DoubleSha256, $"\u0018Zelcash Signed Message:\n{(char)message.Length}{message}", digest);

    [Theory]
    [InlineData("", "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e")]
    [InlineData("abc", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")]
    public void Sha512_gives_the_FIPS_180_vectors(string text, string digest) => Check(Hashes.Sha512, text, digest);

    /// <summary>The vectors of the authors' page (Dobbertin, Bosselaers, Preneel).</summary>
    [Theory]
    [InlineData("", "9c1185a5c5e9fc54612808977ee8f548b2258d31")]
    [InlineData("a", "0bdc9d2d256b3ee9daae347be6f4dc835a467ffe")]
    [InlineData("abc", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc")]
    [InlineData("message digest", "5d0689ef49d2fae572b881b123a85ffa21595f36")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "f71c27109c692c1b56bbdceb5b9d2865b3708dbc")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "12a053384a9c0c88e405a06c27dcf49ada62eb2b")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "b0e20b6e3116640286ed3a87a5713079b21f5189")]
    public void Ripemd160_gives_the_published_vectors(string text, string digest) => Check(Hashes.Ripemd160, text, digest);

    /// <summary>Hash of the generator's compressed encoding: the address of private key 1.</summary>
    [Fact]
    public void Hash160_of_key_one_is_the_well_known_one()
    {
        byte[] output = new byte[20];
        Hashes.Hash160(Convert.FromHexString("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"), output);
        Convert.ToHexStringLower(output).ShouldBe("751e76e8199196d454941c45d1b3a323f1433bd6");
    }

    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    public void Keccak256_gives_the_vectors_of_the_original_padding(string text, string digest) => Check(Hashes.Keccak256, text, digest);

    /// <summary>RFC 4231, cases 1, 2 and 6 (a key longer than a block).</summary>
    [Theory]
    [InlineData(
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "Hi There",
        "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854")]
    [InlineData(
        "4a656665", "what do ya want for nothing?",
        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737")]
    public void HmacSha512_gives_the_RFC_4231_vectors(string key, string text, string digest)
    {
        byte[] output = new byte[64];
        Hashes.HmacSha512(Convert.FromHexString(key), Encoding.ASCII.GetBytes(text), output);
        Convert.ToHexStringLower(output).ShouldBe(digest);
    }

    [Fact]
    public void HmacSha512_takes_a_key_longer_than_a_block()
    {
        byte[] key = new byte[131], output = new byte[64];
        Array.Fill(key, (byte)0xaa);
        Hashes.HmacSha512(key, "Test Using Larger Than Block-Size Key - Hash Key First"u8, output);
        Convert.ToHexStringLower(output).ShouldStartWith("80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352");
    }

    [Fact]
    public void The_reused_hash_object_gives_what_a_fresh_one_gives_on_many_threads() => Gen.Byte.Array[0, 300].Sample(
        data =>
        {
            byte[] output = new byte[32];
            Hashes.Sha256(data, output);
            output.ShouldBe(System.Security.Cryptography.SHA256.HashData(data));
        });

    [Fact]
    public void An_output_of_the_wrong_length_is_a_bug()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Hashes.Sha256([], new byte[31]));
        Should.Throw<ArgumentOutOfRangeException>(() => Hashes.Hash160([], new byte[21]));
        Should.Throw<ArgumentOutOfRangeException>(() => Hashes.HmacSha512([], [], new byte[32]));
    }

    private static void Check(Digest digest, string text, string expected)
    {
        byte[] output = new byte[expected.Length / 2];
        digest(Encoding.Latin1.GetBytes(text), output);
        Convert.ToHexStringLower(output).ShouldBe(expected);
    }
}
