using Flux.Daemon.Notifications;

namespace Flux.Daemon.Rpc.Http;

/// <summary>
/// The port while the node starts, which may take long: callers hear −28 (REST: 503) and the step that goes on, instead of finding nobody. Then the
/// node's own front takes over.
/// </summary>
internal sealed class WarmUp
{
    private readonly TaskCompletionSource _ours = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile HttpFront? _front;
    private volatile string _step = "";

    /// <summary>Completes at the first step: the data directory is ours, so that its cookie may be written.</summary>
    public Task DirectoryIsOurs => _ours.Task;

    /// <summary>What goes on.</summary>
    public string Step => _step;

    /// <summary>Takes note of a step.</summary>
    public void Enter(string step)
    {
        _step = step;
        SystemdNotice.Send($"STATUS={step}");
        _ours.TrySetResult();
    }

    /// <summary>Who answers from now on.</summary>
    public void Serve(HttpFront front) => _front = front;

    public Task HandleAsync(HttpContext context) => _front is { } front ? front.HandleAsync(context) : HttpText.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "");

    /// <summary>REST's answer before the node is there.</summary>
    public Task RefuseAsync(HttpContext context) => HttpText.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, $"Service temporarily unavailable: {_step}\r\n", "text/plain");
}
