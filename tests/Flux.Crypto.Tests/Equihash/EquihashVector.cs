using Flux.Crypto.Equihash;

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

    internal bool Verifies(byte[] solution, bool lanes) => EquihashVerifier.Verify(Parameters, Input, solution, lanes);

    internal bool Verifies(uint[] indices, bool lanes)
    {
        byte[] solution = new byte[Parameters.SolutionBytes];
        EquihashIndices.Pack(Parameters, indices, solution);
        return Verifies(solution, lanes);
    }

    public override string ToString() => Name;
}
