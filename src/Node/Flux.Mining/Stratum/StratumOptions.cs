using System.Net;

namespace Flux.Mining.Stratum;

/// <summary>Settings of the Stratum server. Limits are generous for a miner at work and small for anybody else.</summary>
public sealed record StratumOptions
{
    /// <summary>Where miners connect to.</summary>
    public required IPEndPoint Endpoint { get; init; }

    /// <summary>Connections at a time; default 256.</summary>
    public int MostConnections { get; init; } = 256;

    /// <summary>Connections of one address at a time; default 32.</summary>
    public int MostPerAddress { get; init; } = 32;

    /// <summary>Longest line in bytes; the longest honest one, a (200,9) solution in hexadecimal, has about 2,900. Default 4096.</summary>
    public int LongestLineBytes { get; init; } = 4096;

    /// <summary>Messages a second that a connection may send in the long run; default 20.</summary>
    public int MessagesPerSecond { get; init; } = 20;

    /// <summary>Messages that may come at once; default 100.</summary>
    public int MessageBurst { get; init; } = 100;

    /// <summary>A connection that has authorized no worker by then is closed; default 30 s.</summary>
    public TimeSpan AuthorizeWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection from which nothing came for so long is closed; default 15 min.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an address that misbehaved cannot connect; default 10 min.</summary>
    public TimeSpan BanTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a miner should send a share; its share target is moved until it does. Default 10 s.</summary>
    public TimeSpan ShareInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Solutions that a miner's first shares stand for on average; default 16.</summary>
    public double FirstDifficulty { get; init; } = 16;

    /// <summary>A job is renewed after this time without a new tip: transactions came in and its time goes on. Default 30 s.</summary>
    public TimeSpan JobRefresh { get; init; } = TimeSpan.FromSeconds(30);
}
