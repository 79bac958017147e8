using System.Text.Json.Serialization;

namespace Flux.Devnet.State;

/// <summary>What a local network must remember between <c>down</c> and <c>up</c>; the content of <c>network.json</c>.</summary>
public sealed record NetworkRecord
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>Unix seconds; makes this network a chain of its own.</summary>
    public required long GenesisTime { get; init; }

    public required int Nodes { get; init; }

    public required int BlockTimeSeconds { get; init; }

    /// <summary>Name of a founder's network, whose rules lie beside this file; null where they are those of <c>local</c>.</summary>
    public string? NetworkName { get; init; }

    /// <summary>The rules are a founder's.</summary>
    [JsonIgnore]
    public bool HasRulesFile => NetworkName is not null;

    /// <summary>Loopback address of the miner-gateway, as text.</summary>
    public required string FirstAddress { get; init; }

    /// <summary>Address and port at which the gateway serves apps, as text.</summary>
    public required string Gateway { get; init; }

    /// <summary>First two octets of the app networks.</summary>
    public required string SubnetPrefix { get; init; }

    /// <summary>Where miner rewards go: an address of the developer wallet.</summary>
    public required string DeveloperAddress { get; init; }

    /// <summary>One for each FluxNode, in order.</summary>
    public required IReadOnlyList<NodeRecord> FluxNodes { get; init; }

    /// <summary>Whether collateral is locked and the start transactions are on the chain.</summary>
    public bool Funded { get; init; }
}
