using System.Net.Http.Headers;
using Flux.Ingress.Health;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Flux.Ingress.Forwarding;

/// <summary>One attempt to forward one request to one instance; also the transformer that sees the answer begin.</summary>
internal sealed class ForwardAttempt(InstanceState instance, bool mayRepeat, StickyCookie? sticky, GatewayOptions options, TimeProvider time) : HttpTransformer, IDisposable
{
    private const string NodeHeader = "FLUXNODE";

    private readonly CancellationTokenSource giveUp = new(options.AnswerTimeout, time);
    private LinkedListNode<WaitingRequest>? waiting;
    private volatile bool ejected;

    /// <summary>Forwards. Unless <see cref="AttemptResult.Done"/>, the response has not begun and another attempt may be made.</summary>
    public async Task<AttemptResult> RunAsync(HttpContext context, IHttpForwarder forwarder, HttpMessageInvoker client)
    {
        // What an earlier attempt left would be taken for an answer.
        context.Response.StatusCode = StatusCodes.Status200OK;

        // A request that may be repeated does not wait for an instance that is given up meanwhile.
        waiting = instance.BeginWait(new WaitingRequest(time.GetTimestamp(), mayRepeat ? OnEjected : null));
        try
        {
            var config = new ForwarderRequestConfig { ActivityTimeout = options.IdleTimeout };
            var error = await forwarder.SendAsync(context, instance.Prefix, client, config, this, giveUp.Token);
            return error == ForwarderError.None ? AttemptResult.Done : Judge(context, error);
        }
        finally
        {
            StopWaiting();
        }
    }

    public void Dispose() => giveUp.Dispose();

    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.Headers.Host = httpContext.Request.Host.Value;
        SetForwarded(proxyRequest.Headers, httpContext);
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null) return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        StopWaiting();
        giveUp.CancelAfter(Timeout.InfiniteTimeSpan);
        instance.Answered();
        var passOn = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        httpContext.Response.Headers[NodeHeader] = instance.Instance.Node;
        sticky?.Set(httpContext, instance);
        return passOn;
    }

    private AttemptResult Judge(HttpContext context, ForwarderError error)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return AttemptResult.Done;
        var exception = context.Features.Get<IForwarderErrorFeature>()?.Exception;
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }) return AttemptResult.NotConnected;
        return !ejected && (error is ForwarderError.RequestTimedOut or ForwarderError.RequestCanceled) ? AttemptResult.TooSlow : AttemptResult.NotAnswered;
    }

    private void StopWaiting()
    {
        if (waiting is { } node) instance.EndWait(node);
        waiting = null;
    }

    private void OnEjected()
    {
        ejected = true;
        try
        {
            giveUp.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The answer came at the same moment.
        }
    }

    private static void SetForwarded(HttpRequestHeaders headers, HttpContext context)
    {
        Replace(headers, "X-Forwarded-For", context.Connection.RemoteIpAddress?.ToString() ?? "");
        Replace(headers, "X-Forwarded-Proto", context.Request.Scheme);
        Replace(headers, "X-Forwarded-Host", context.Request.Host.Value ?? "");
    }

    /// <summary>What a client claims about itself is not passed on.</summary>
    private static void Replace(HttpRequestHeaders headers, string name, string value)
    {
        headers.Remove(name);
        headers.TryAddWithoutValidation(name, value);
    }
}
