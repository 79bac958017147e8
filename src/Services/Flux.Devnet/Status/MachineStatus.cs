using Flux.Devnet.Machines;
using Flux.Primitives;

namespace Flux.Devnet.Status;

/// <summary>What one machine of the network is doing.</summary>
public sealed record MachineStatus
{
    public required Machine Machine { get; init; }

    public required MachineState State { get; init; }

    /// <summary>Where the node is paid, or the miner's address; as text.</summary>
    public required string PaymentAddress { get; init; }

    /// <summary>Height of its best block; null while its daemon does not answer.</summary>
    public int? Height { get; init; }

    /// <summary>Display hex of its best block.</summary>
    public string? Tip { get; init; }

    /// <summary>Height of its best known header; above <see cref="Height"/> while it fetches blocks.</summary>
    public int? Headers { get; init; }

    public int? Peers { get; init; }

    /// <summary>Addresses and subnets that its daemon lets nobody connect from.</summary>
    public int? Bans { get; init; }

    /// <summary>Sum of its coinbase outputs in the best chain; null where no daemon could be asked.</summary>
    public Amount? Earned { get; init; }

    /// <summary>Resident memory of its processes in bytes; 0 when none runs.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>How often its processes died and were started again since `up`.</summary>
    public int Restarts { get; init; }
}
