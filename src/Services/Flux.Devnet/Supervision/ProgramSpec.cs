namespace Flux.Devnet.Supervision;

/// <summary>A program to keep running.</summary>
public sealed record ProgramSpec
{
    /// <summary>Unique in the network, e.g. <c>node2/fluxd</c>.</summary>
    public required string Name { get; init; }

    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public required string WorkingFolder { get; init; }

    /// <summary>Standard output and error are appended here.</summary>
    public required string LogFile { get; init; }

    /// <summary>How long the program may take after a polite request to end before it is killed. Default 15 s.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(15);
}
