namespace Flux.Ingress;

/// <summary>Settings of the gateway (section <c>gateway</c>).</summary>
public sealed record GatewayOptions
{
    /// <summary>Domains below which <c>name.app.&lt;domain&gt;</c> is served. Default: localhost.</summary>
    public IReadOnlyList<string> Domains { get; init; } = ["localhost"];

    /// <summary>Label between the app's name and the domain. Default: app.</summary>
    public string AppLabel { get; init; } = "app";

    /// <summary>Deadline of one connect to an instance. Default: 250 ms.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Time between two probes of an instance. Default: 250 ms.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Failed probes in a row that eject an instance. Default: 2.</summary>
    public int FailedProbesToEject { get; init; } = 2;

    /// <summary>How long a request may wait for an answer before its instance is asked over HTTP whether it is alive. Default: 400 ms.</summary>
    public TimeSpan SuspectAfter { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How long an app is probed after its last request. Default: 60 s.</summary>
    public TimeSpan ActiveFor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a request may wait for the first instance of an app that is just being placed. Default: 2 s.</summary>
    public TimeSpan WaitForInstance { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a request may wait when no instance serves and a node has told that it is starting or changing one: the update of an app
    /// with a single instance. Default: 15 s.
    /// </summary>
    public TimeSpan WaitForChange { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an instance may take until its answer begins. Default: 25 s (reference §10.3).</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How long both sides of a connection may be silent. Default: 120 s (reference §10.3).</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Instances tried for one request. Default: 4.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>How long a client keeps its instance by cookie; zero sets none. Default: 8 h (reference §10.3).</summary>
    public TimeSpan StickyFor { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Every setting that is out of range, each with its name, value and allowed range; empty when all are fine.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Domains.Count == 0) problems.Add("gateway.domains: at least one domain is needed");
        if (AppLabel.Length == 0 || AppLabel.Contains('.', StringComparison.Ordinal)) problems.Add($"gateway.appLabel: '{AppLabel}' is not one label");
        if (FailedProbesToEject is < 1 or > 100) problems.Add($"gateway.failedProbesToEject: {FailedProbesToEject} is not in 1–100");
        if (MaxAttempts is < 1 or > 16) problems.Add($"gateway.maxAttempts: {MaxAttempts} is not in 1–16");
        foreach (var (name, span) in Spans().Where(one => one.Span <= TimeSpan.Zero)) problems.Add($"gateway.{name}: {span} is not more than zero");
        return problems;
    }

    private IEnumerable<(string Name, TimeSpan Span)> Spans() =>
    [
        ("connectTimeout", ConnectTimeout), ("probeInterval", ProbeInterval), ("suspectAfter", SuspectAfter), ("activeFor", ActiveFor),
        ("waitForInstance", WaitForInstance), ("waitForChange", WaitForChange), ("answerTimeout", AnswerTimeout), ("idleTimeout", IdleTimeout),
    ];
}
