namespace Flux.Mining.Stratum;

/// <summary>Why a request was refused: code and text of ZIP 301, and what it costs the sender's address (100 is a ban).</summary>
internal sealed record StratumError(int Code, string Message, int Penalty)
{
    public static StratumError NotParsed { get; } = new(20, "not a JSON request", 25);

    public static StratumError UnknownMethod { get; } = new(20, "unknown method", 1);

    public static StratumError BadParameters { get; } = new(20, "bad parameters", 10);

    public static StratumError TooManyWorkers { get; } = new(20, "too many workers on one connection", 10);

    public static StratumError TimeChanged { get; } = new(20, "the time of the job must be kept", 5);

    public static StratumError BadSolution { get; } = new(20, "invalid solution", 20);

    /// <summary>An old job: happens to every honest miner around a new block.</summary>
    public static StratumError Stale { get; } = new(21, "job not found", 0);

    /// <summary>A job that this connection was never given.</summary>
    public static StratumError NeverIssued { get; } = new(21, "job not found", 10);

    public static StratumError Duplicate { get; } = new(22, "duplicate share", 10);

    public static StratumError LowDifficulty { get; } = new(23, "low difficulty share", 2);

    public static StratumError Unauthorized { get; } = new(24, "unauthorized worker", 5);

    public static StratumError NotSubscribed { get; } = new(25, "not subscribed", 5);

    /// <summary>The line did not end where it had to; the connection is closed.</summary>
    public static StratumError LineTooLong { get; } = new(20, "line too long", 100);

    /// <summary>More messages than the budget; the connection is closed.</summary>
    public static StratumError TooFast { get; } = new(20, "too many messages", 100);
}
