using Flux.Primitives;

namespace Flux.Mining.Stratum;

/// <summary>What the Stratum server needs of the node; the host joins them.</summary>
public interface IStratumPort
{
    /// <summary>A token that is cancelled when a better tip than the current one arrives.</summary>
    CancellationToken TipChanged { get; }

    /// <summary>The best block's time, in Unix seconds.</summary>
    uint TipTime { get; }

    /// <summary>Why there is nothing to mine now, in words; null when there is.</summary>
    string? Obstacle { get; }

    /// <summary>A block on the current tip that lacks nonce and solution, and its height.</summary>
    Task<(Block Block, int Height)> NextWorkAsync(CancellationToken cancellation);

    /// <summary>Hands a solved block in: null when it became the tip, else the reason.</summary>
    Task<string?> SubmitAsync(Block block, CancellationToken cancellation);
}
