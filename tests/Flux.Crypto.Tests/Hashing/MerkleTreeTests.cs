using System.Security.Cryptography;
using CsCheck;
using Flux.Crypto.Hashing;

namespace Flux.Crypto.Tests.Hashing;

public sealed class MerkleTreeTests
{
    /// <summary>Transactions of Bitcoin block 100,000 and its root, display order (public chain data).</summary>
    [Fact]
    public void Gives_the_root_of_a_known_block()
    {
        byte[] leaves =
        [
            .. Display("8c14f0db3df150123e6f3dbbf30f8b955a8249b62ac1d1ff16284aefa3d06d87"),
            .. Display("fff2525b8931402dd09222c50775608f75787bd2b87e56995a7bdd30f79702c4"),
            .. Display("6359f0868171b1d194cbee1af2f16ea598ae8fad666d9b012c8ed2b79a236ec4"),
            .. Display("e9a66845e05d5abc0ad04ec80f774a7e585c6e8db975962d069a522137b80c1d"),
        ];
        Root(leaves, lanes: true).Root.ShouldBe(Display("f3e94742aca4b5ef85488dc37c06c3282295ffec960994b2c0d5ac2a25a95766"));
    }

    [Fact]
    public void No_leaves_give_zero_and_one_leaf_is_its_own_root()
    {
        Root([], lanes: true).Root.ShouldBe(new byte[32]);
        byte[] leaf = Display("8c14f0db3df150123e6f3dbbf30f8b955a8249b62ac1d1ff16284aefa3d06d87");
        Root(leaf, lanes: true).Root.ShouldBe(leaf);
    }

    [Fact]
    public void Both_twins_equal_the_recursive_rule() => Gen.Select(Gen.Int[1, 140], Gen.Byte.Array[32]).Sample(
        (count, seed) =>
        {
            byte[] leaves = Leaves(count, seed);
            byte[] expected = Model([.. leaves.Chunk(32)]);
            Root(leaves, lanes: true).Root.ShouldBe(expected);
            Root(leaves, lanes: false).Root.ShouldBe(expected);
        });

    /// <summary>An odd list and the list with its last element written twice have one root: the second must be reported.</summary>
    [Fact]
    public void Reports_a_doubled_tail_and_only_that() => Gen.Select(Gen.Int[1, 60], Gen.Byte.Array[32]).Sample(
        (half, seed) =>
        {
            byte[] odd = Leaves((2 * half) + 1, seed);
            byte[] doubled = [.. odd, .. odd[^32..]];
            foreach (bool lanes in (bool[])[false, true])
            {
                (byte[] root, bool mutated) = Root(odd, lanes);
                (byte[] sameRoot, bool found) = Root(doubled, lanes);
                (mutated, found).ShouldBe((false, true));
                sameRoot.ShouldBe(root);
            }
        });

    [Fact]
    public void Reports_a_doubled_subtree()
    {
        byte[] six = Leaves(6, new byte[32]);
        (byte[] root, bool mutated) = Root(six, lanes: true);
        (byte[] sameRoot, bool found) = Root([.. six, .. six[^64..]], lanes: true);
        (mutated, found).ShouldBe((false, true));
        sameRoot.ShouldBe(root);
    }

    private static (byte[] Root, bool Mutated) Root(byte[] leaves, bool lanes)
    {
        byte[] root = new byte[32];
        MerkleTree.Root(leaves, root, out bool mutated, lanes);
        return (root, mutated);
    }

    private static byte[] Leaves(int count, byte[] seed) =>
        [.. Enumerable.Range(0, count).SelectMany(i => SHA256.HashData([.. seed, .. BitConverter.GetBytes(i)]))];

    private static byte[] Model(byte[][] level)
    {
        while (level.Length > 1)
        {
            level = [.. level.Chunk(2).Select(pair => SHA256.HashData(SHA256.HashData([.. pair[0], .. pair[^1]])))];
        }

        return level[0];
    }

    private static byte[] Display(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        Array.Reverse(bytes);
        return bytes;
    }
}
