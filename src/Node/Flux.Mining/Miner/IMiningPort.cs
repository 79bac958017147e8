using Flux.Primitives;

namespace Flux.Mining.Miner;

/// <summary>What the miner needs of the node; the host joins them.</summary>
public interface IMiningPort
{
    /// <summary>The best block's time, in Unix seconds.</summary>
    uint TipTime { get; }

    /// <summary>A token that is cancelled when a better tip than the current one arrives.</summary>
    CancellationToken TipChanged { get; }

    /// <summary>Why there is nothing to mine now, in words (no peers where the network wants some, blocks still loading); null when there is.</summary>
    string? Obstacle { get; }

    /// <summary>A job on the current tip, stamped with the time of now.</summary>
    Task<MiningJob> NextJobAsync(CancellationToken cancellation);

    /// <summary>Hands a solved block in; false when it was refused.</summary>
    Task<bool> SubmitAsync(Block block, CancellationToken cancellation);
}
