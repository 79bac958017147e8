using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using Flux.Crypto.Equihash;
using Flux.Crypto.Hashing;
using Org.BouncyCastle.Crypto.Digests;

namespace Flux.Crypto.Benchmarks.Equihash;

/// <summary>
/// Verification of valid solutions. The baseline hashes the same digests with a one-lane library (BouncyCastle, from a copied midstate)
/// and leaves the combining out, so the ratio understates the gain.
/// </summary>
[MinColumn, MemoryDiagnoser]
public class EquihashVerifyBenchmarks
{
    private byte[] _input = [];
    private byte[] _solution = [];
    private uint[] _digests = [];
    private EquihashParameters _parameters = EquihashParameters.Zcash200x9;
    private Blake2bDigest _midstate = new();

    /// <summary>Parameter set.</summary>
    [Params("200,9", "144,5", "125,4")]
    public string Set { get; set; } = "200,9";

    [GlobalSetup]
    public void Prepare()
    {
        _parameters = EquihashParameters.All.First(p => p.ToString() == Set);
        (_input, _solution) = EquihashSolutions.Of(_parameters);
        uint[] indices = new uint[_parameters.IndexCount];
        EquihashIndices.Unpack(_parameters, _solution, indices);
        _digests = [.. indices.SelectMany(DigestsOf)];
        _midstate = new Blake2bDigest(null, _parameters.DigestBytes, null, _parameters.Personalization.ToArray());
        _midstate.BlockUpdate(_input);
    }

    [Benchmark(Baseline = true)]
    public byte OneLaneLibraryHashingOnly()
    {
        Span<byte> digest = stackalloc byte[64], number = stackalloc byte[4];
        byte mixed = 0;
        foreach (uint g in _digests)
        {
            var hash = new Blake2bDigest(_midstate);
            BinaryPrimitives.WriteUInt32LittleEndian(number, g);
            hash.BlockUpdate(number);
            hash.DoFinal(digest);
            mixed ^= digest[0];
        }

        return mixed;
    }

    [Benchmark]
    public bool VerifyOneLane() => EquihashVerifier.Verify(_parameters, _input, _solution, LaneWidth.One);

    [Benchmark]
    public bool VerifyTwoLanes() => EquihashVerifier.Verify(_parameters, _input, _solution, LaneWidth.Two);

    [Benchmark]
    public bool VerifyFourLanes() => EquihashVerifier.Verify(_parameters, _input, _solution, LaneWidth.Four);

    [Benchmark]
    public bool VerifyEightLanes() => EquihashVerifier.Verify(_parameters, _input, _solution, LaneWidth.Eight);

    private IEnumerable<uint> DigestsOf(uint index)
    {
        uint last = index / (uint)_parameters.HashesPerDigest;
        for (uint g = _parameters.IsTwisted ? last & ~15u : last; g <= last; g++)
        {
            yield return g;
        }
    }
}
