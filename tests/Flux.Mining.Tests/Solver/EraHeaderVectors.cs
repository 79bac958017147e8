using System.Buffers;
using System.Text.Json;
using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Mining.Solver;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Mining.Tests.Solver;

/// <summary>
/// <c>tests/vectors/eras/headers.json</c>: per set a header whose hash is at or under an easy target (0x207fffff: every second one) and one whose hash is above it, both
/// with valid solutions, for the scenarios of <c>tests/Flux.Consensus.Tests/Eras</c>. <c>FLUX_WRITE_VECTORS=1</c> mines them (2.4 GB, a minute); else they are looked up again.
/// </summary>
public sealed class EraHeaderVectors
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
    private const uint EasyBits = 0x207fffff;
    private static readonly EquihashParameters[] Sets = [EquihashParameters.Zcash200x9, EquihashParameters.Zel144x5, EquihashParameters.ZelHash125x4, EquihashParameters.Zcash48x5];

    [Fact]
    [Trait("Category", "Long")]
    public void The_solver_finds_the_solutions_of_the_era_headers()
    {
        var path = PathOf();
        if (Environment.GetEnvironmentVariable("FLUX_WRITE_VECTORS") == "1") File.WriteAllText(path, JsonSerializer.Serialize(Sets.SelectMany(Mine), Readable) + "\n");
        var vectors = JsonSerializer.Deserialize<Vector[]>(File.ReadAllText(path))!;
        vectors.Length.ShouldBe(2 * Sets.Length);
        foreach (var vector in vectors)
        {
            var reader = new WireReader(Convert.FromHexString(vector.Header));
            BlockCodec.TryReadHeader(ref reader, out var header).ShouldBeTrue();
            var set = Sets.Single(known => known.ToString() == vector.Set);
            Solutions(set, header!).Select(Convert.ToHexStringLower).ShouldContain(Convert.ToHexStringLower(header!.Solution.Span));
        }
    }

    private static IEnumerable<Vector> Mine(EquihashParameters set)
    {
        var open = new HashSet<bool> { true, false };
        using var solver = EquihashSolver.Create(set, 1);
        for (byte nonce = 1; open.Count > 0; nonce++)
        {
            var header = Draft(nonce);
            var found = new List<byte[]>();
            solver.Solve(BlockCodec.EquihashInput(header), solution => { found.Add(solution); return false; }, TestContext.Current.CancellationToken);
            foreach (var solved in found.Select(solution => header with { Solution = solution }))
            {
                var low = UInt256.FromHash(solved.Hash.Value) <= CompactTarget.Decode(EasyBits);
                if (open.Remove(low)) yield return new Vector(set.ToString(), low, Hex(solved));
            }
        }
    }

    private static List<byte[]> Solutions(EquihashParameters set, BlockHeader header)
    {
        var found = new List<byte[]>();
        using var solver = EquihashSolver.Create(set, 1);
        solver.Solve(BlockCodec.EquihashInput(header), solution => { found.Add(solution); return false; }, TestContext.Current.CancellationToken);
        return found;
    }

    private static BlockHeader Draft(byte nonce) => new()
    {
        Version = 4,
        Previous = new BlockHash(new Hash256([.. Enumerable.Range(1, 32).Select(i => (byte)i)])),
        MerkleRoot = new Hash256([.. Enumerable.Range(33, 32).Select(i => (byte)i)]),
        StateRoot = Hash256.Zero,
        Time = 1_700_000_000,
        Bits = EasyBits,
        Nonce = new Hash256([nonce, .. new byte[31]]),
    };

    private static string Hex(BlockHeader header)
    {
        var bytes = new ArrayBufferWriter<byte>();
        BlockCodec.WriteHeader(bytes, header);
        return Convert.ToHexStringLower(bytes.WrittenSpan);
    }

    private static string PathOf()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Flux.slnx"))) folder = folder.Parent;
        Directory.CreateDirectory(Path.Combine(folder.FullName, "tests", "vectors", "eras"));
        return Path.Combine(folder.FullName, "tests", "vectors", "eras", "headers.json");
    }

    private sealed record Vector(string Set, bool Low, string Header);
}
