using Flux.Crypto.Equihash;

namespace Flux.Crypto.Tests.Equihash;

public sealed class EquihashVerifierTests
{
    [Fact]
    public void Accepts_the_genesis_solution_of_regtest() =>
        EquihashVerifier.Verify(EquihashParameters.Zcash48x5, EquihashVectors.RegtestGenesisInput, EquihashVectors.RegtestGenesisSolution)
            .ShouldBeTrue();

    [Fact]
    public void Accepts_the_recorded_144_5_solution() =>
        EquihashVerifier.Verify(EquihashParameters.Zel144x5, EquihashVectors.CountingInput, EquihashVectors.Zel144x5Solution).ShouldBeTrue();

    [Fact]
    public void Accepts_the_recorded_ZelHash_solution() =>
        EquihashVerifier.Verify(EquihashParameters.ZelHash125x4, EquihashVectors.CountingInput, EquihashVectors.ZelHashSolution).ShouldBeTrue();
}
