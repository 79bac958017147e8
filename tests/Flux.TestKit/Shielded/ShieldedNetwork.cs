using Flux.Consensus.Networks;
using Flux.Crypto.Equihash;

namespace Flux.TestKit.Shielded;

/// <summary>A network of the existing line on which Sapling is active from block 1, value may enter the pools up to block 499, and no work is needed.</summary>
public static class ShieldedNetwork
{
    private static readonly EquihashParameters Set = EquihashParameters.Zcash48x5;

    /// <summary>The network.</summary>
    public static Network Value { get; } = Build();

    private static Network Build()
    {
        var network = EraNetwork.Build(EraCatalog.Regtest with
        {
            Heights = new EraHeights(0, 0, 1, 400, 450, 500, 510, 520, 600),
            PonFrom = 600,
            PaymentsFrom = 550,
            Equihash = (Set, Set, Set),
            Transitions = [(0, 1), (0, 1), (0, 1)],
        });
        return TestNetworks.WithoutWork(network) with { Coinbase = network.Coinbase with { Maturity = 1 } };
    }
}
