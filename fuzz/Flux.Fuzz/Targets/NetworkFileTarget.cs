using System.Text;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;
using Flux.Fuzz.Engine;

namespace Flux.Fuzz.Targets;

/// <summary>A founder's network or the parameters of a recorded chain: problems or a network, never neither; what is written again says the same.</summary>
internal sealed class NetworkFileTarget : IFuzzTarget
{
    private const int LargestSeen = 64;

    public string Name => "network-file";

    /// <summary>The table of fields and the genesis block cost the same for every input.</summary>
    public long AllocationLimit(int length) => 1_048_576 + (512L * length);

    public IEnumerable<byte[]> Seeds() =>
    [
        Encoding.UTF8.GetBytes(NetworkFile.Write(OwnCatalog.Local(1_700_000_000, 2) with { Name = "acme", MessageStart = [1, 2, 3, 4] })),
        .. Samples.Texts("""{"format":"flux-network-1","work":{"spacing":2}}""", """{"parameters":{"activation_heights":{"lwma":1},"equihash":{"epoch1":"48,5"}}}"""),
    ];

    public int Run(ReadOnlySpan<byte> input)
    {
        var read = NetworkFile.Read(input.ToArray());
        OracleException.Require(read.IsOk == read.Problems.IsEmpty, "neither a network nor a problem");
        if (!read.IsOk) return Shape.Of(read.Problems[0].Path.Length, Math.Min(read.Problems.Length, LargestSeen));
        if (read.Own is not { } own) return Shape.Of(read.Network.Name.Length, read.Network.FluxNodes.BenchmarkKeys.Length);
        var text = NetworkFile.Write(own);
        var again = NetworkFile.Read(Encoding.UTF8.GetBytes(text));
        OracleException.Require(again.Own is not null && NetworkFile.Write(again.Own) == text, "what was written says something else");
        OracleException.Require(again.Network!.Genesis.Hash == read.Network.Genesis.Hash, "another first block");
        return Shape.Of(own.Spacing, own.Name.Length);
    }
}
