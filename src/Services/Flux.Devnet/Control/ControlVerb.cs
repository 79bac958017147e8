namespace Flux.Devnet.Control;

/// <summary>The words a client may write on the control socket, one a line.</summary>
internal static class ControlVerb
{
    /// <summary>First line: send me the events.</summary>
    public const string Follow = "follow";

    /// <summary>First line: send me the events, and stop the network when I go away without <see cref="Release"/>.</summary>
    public const string Own = "own";

    /// <summary>First line: send me one line of JSON with the state of every program.</summary>
    public const string Programs = "programs";

    /// <summary>Any line: stop the network.</summary>
    public const string Stop = "stop";

    /// <summary>After <see cref="Own"/>: the network may go on without me.</summary>
    public const string Release = "release";

    /// <summary>Longer lines are not read.</summary>
    public const int LongestLine = 64;
}
