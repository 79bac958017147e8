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

    /// <summary>How long an app is probed after its last request. Default: 60 s.</summary>
    public TimeSpan ActiveFor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a request may wait for the first instance of an app that is just being placed. Default: 2 s.</summary>
    public TimeSpan WaitForInstance { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an instance may be silent in an answer before the request is given up. Default: 25 s (reference §10.3).</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(25);
}
