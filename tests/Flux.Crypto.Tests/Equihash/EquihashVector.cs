using Flux.Crypto.Equihash;
using Flux.Crypto.Hashing;

namespace Flux.Crypto.Tests.Equihash;

/// <summary>A valid solution of a puzzle.</summary>
internal sealed record EquihashVector(string Name, EquihashParameters Parameters, byte[] Input, byte[] Solution)
{
    internal uint[] Indices
    {
        get
        {
            uint[] indices = new uint[Parameters.IndexCount];
            EquihashIndices.Unpack(Parameters, Solution, indices);
            return indices;
        }
    }

    internal bool Verifies(byte[] solution, LaneWidth width) => EquihashVerifier.Verify(Parameters, Input, solution, width);

    internal bool Verifies(uint[] indices, LaneWidth width)
    {
        byte[] solution = new byte[Parameters.SolutionBytes];
        EquihashIndices.Pack(Parameters, indices, solution);
        return Verifies(solution, width);
    }

    public override string ToString() => Name;
}
