using Flux.Devnet.State;

namespace Flux.Devnet.Status;

/// <summary>What a local network is doing.</summary>
public sealed record NetworkStatus
{
    public required NetworkRecord Record { get; init; }

    /// <summary>Process id of the supervisor, or null when none runs.</summary>
    public required int? Supervisor { get; init; }

    public required IReadOnlyList<MachineStatus> Machines { get; init; }

    /// <summary>Height of the highest machine; 0 when all are down.</summary>
    public int Height => Machines.Max(machine => machine.Height ?? 0);

    /// <summary>Whether every machine answers and has the same best block.</summary>
    public bool Agrees => Machines.All(machine => machine.Tip is not null) && Machines.Select(machine => machine.Tip).Distinct().Count() == 1;
}
