namespace Flux.Consensus.Networks;

/// <summary>Activation heights of an existing network; −1 is never (chain reference §1.5).</summary>
public sealed record EraHeights(int Lwma, int Equihash144, int Acadia, int Kamiooka, int Kamata, int Flux, int Halving, int P2shNodes, int Pon)
{
    /// <summary>Nothing ever activates (regtest).</summary>
    public static EraHeights None { get; } = new(-1, -1, -1, -1, -1, -1, -1, -1, -1);
}
