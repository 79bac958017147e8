using System.Collections.Immutable;

namespace Flux.Consensus.Networks;

/// <summary>The upgrades as RPC lists them (chain reference §1.5).</summary>
internal static class EraUpgradeNames
{
    private const uint DummyBranchId = 0x74736554;

    public static ImmutableArray<NamedUpgrade> Of(EraHeights heights) =>
    [
        new NamedUpgrade("Test dummy", DummyBranchId, Activation.Never, 170002),
        Shared("LWMA", heights.Lwma, 170002),
        Shared("Equihash 144/5", heights.Equihash144, 170002),
        Shared("Acadia", heights.Acadia, 170007),
        Shared("Kamiooka", heights.Kamiooka, 170012),
        Shared("Kamata", heights.Kamata, 170016),
        Shared("Flux", heights.Flux, 170017),
        Shared("Halving", heights.Halving, 170018),
        Shared("P2SHNodes", heights.P2shNodes, 170019),
        Shared("PON", heights.Pon, 170020),
    ];

    private static NamedUpgrade Shared(string name, int height, int protocol) => new(name, UpgradeSchedule.SharedBranchId, new Activation(height), protocol);
}
