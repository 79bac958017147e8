using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Flux.Crypto.Hashing;

namespace Flux.Crypto.Benchmarks.Hashing;

/// <summary>The root of 2,000 leaves against a plain loop over the framework's one-shot hash.</summary>
[MinColumn, MemoryDiagnoser]
public class MerkleBenchmarks
{
    private const int Leaves = 2_000;

    private readonly byte[] _leaves = new byte[Leaves * 32];
    private readonly byte[] _root = new byte[32];

    [GlobalSetup]
    public void Prepare()
    {
        for (int i = 0; i < Leaves; i++)
        {
            SHA256.HashData(BitConverter.GetBytes(i), _leaves.AsSpan(i * 32));
        }
    }

    [Benchmark(Baseline = true)]
    public byte PlainLoop()
    {
        byte[] level = new byte[_leaves.Length + 32];
        _leaves.CopyTo(level, 0);
        for (int count = Leaves; count > 1; count = (count + 1) / 2)
        {
            level.AsSpan((count - 1) * 32, 32).CopyTo(level.AsSpan(count * 32));
            for (int i = 0; i < (count + 1) / 2; i++)
            {
                SHA256.HashData(level.AsSpan(i * 64, 64), level.AsSpan(i * 32, 32));
                SHA256.HashData(level.AsSpan(i * 32, 32), level.AsSpan(i * 32, 32));
            }
        }

        return level[0];
    }

    [Benchmark]
    public byte OneLane() => Root(lanes: false);

    [Benchmark]
    public byte EightLanes() => Root(lanes: true);

    private byte Root(bool lanes)
    {
        MerkleTree.Root(_leaves, _root, out _, lanes);
        return _root[0];
    }
}
