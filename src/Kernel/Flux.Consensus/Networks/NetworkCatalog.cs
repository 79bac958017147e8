using System.Diagnostics.CodeAnalysis;

namespace Flux.Consensus.Networks;

/// <summary>The networks that come with the product.</summary>
public static class NetworkCatalog
{
    /// <summary>Block time of <c>local</c> when nobody asks for another.</summary>
    public const int LocalSpacingSeconds = 2;

    /// <summary>The existing main network.</summary>
    public static Network Main { get; } = EraNetwork.Build(EraCatalog.Main);

    /// <summary>The existing test network.</summary>
    public static Network Test { get; } = EraNetwork.Build(EraCatalog.Test);

    /// <summary>The existing regression-test network.</summary>
    public static Network Regtest { get; } = EraNetwork.Build(EraCatalog.Regtest);

    /// <summary>The product's own public network: fair proof of work.</summary>
    public static Network Classic { get; } = OwnNetwork.Build(OwnCatalog.Classic);

    /// <summary>A network on one machine. Each genesis time (Unix seconds) is a network of its own.</summary>
    public static Network Local(uint genesisTime, int spacingSeconds = LocalSpacingSeconds) => OwnNetwork.Build(OwnCatalog.Local(genesisTime, spacingSeconds));

    /// <summary>Finds a network by name; <c>local</c> needs a genesis time.</summary>
    public static bool TryGet(string name, uint? localGenesisTime, [NotNullWhen(true)] out Network? network)
    {
        network = name switch
        {
            "main" => Main,
            "test" => Test,
            "regtest" => Regtest,
            "classic" => Classic,
            "local" when localGenesisTime is { } time => Local(time),
            _ => null,
        };
        return network is not null;
    }
}
