using CsCheck;
using Flux.Crypto.Equihash;

namespace Flux.Crypto.Tests.Equihash;

public sealed class EquihashIndicesTests
{
    [Fact]
    public void Unpacks_the_indices_of_the_reference()
    {
        EquihashVectors.ZelHash.Indices.ShouldBe(EquihashVectors.ZelHashIndices);
        EquihashVectors.Zel144x5.Indices.ShouldBe(EquihashVectors.Zel144x5Indices);
    }

    [Fact]
    public void Packing_undoes_unpacking_for_any_bytes() => Gen.Int[0, EquihashParameters.All.Count - 1].SelectMany(
        i => Gen.Byte.Array[EquihashParameters.All[i].SolutionBytes].Select(bytes => (EquihashParameters.All[i], bytes))).Sample(
        (p, bytes) =>
        {
            uint[] indices = new uint[p.IndexCount];
            byte[] again = new byte[bytes.Length];
            EquihashIndices.Unpack(p, bytes, indices);
            EquihashIndices.Pack(p, indices, again);
            again.ShouldBe(bytes);
        });

    [Fact]
    public void Refuses_to_pack_an_index_beyond_the_leaves()
    {
        uint[] indices = new uint[32];
        indices[3] = 512;
        Should.Throw<ArgumentOutOfRangeException>(() => EquihashIndices.Pack(EquihashParameters.Zcash48x5, indices, new byte[36]));
    }
}
