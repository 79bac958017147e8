using Flux.Consensus.Networks;

namespace Flux.Consensus.FluxNodes;

/// <summary>Keys of the foundation that could start P2SH collaterals between the halving and version 6 (main; chain reference §8.2, §8.3).</summary>
internal static class FoundationKeys
{
    public static bool IsOne(Network network, ReadOnlySpan<byte> key)
    {
        foreach (var dated in network.FluxNodes.FoundationKeys)
        {
            if (key.SequenceEqual(dated.PublicKey.Span)) return true;
        }
        return false;
    }

    public static bool IsValidAt(Network network, ReadOnlySpan<byte> key, uint signatureTime) =>
        Newest(network.FluxNodes.FoundationKeys, signatureTime) is { } dated && key.SequenceEqual(dated.PublicKey.Span);

    public static bool AreOpenAt(Network network, int height) =>
        network.Upgrades.Halving.IsActiveAt(height) && !network.Upgrades.P2shNodes.IsActiveAt(height);

    /// <summary>The key with the latest start at or before a time.</summary>
    public static DatedKey? Newest(IEnumerable<DatedKey> keys, uint time) => keys.Where(key => key.From <= time).MaxBy(key => key.From);
}
