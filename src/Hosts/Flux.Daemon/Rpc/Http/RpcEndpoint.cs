using System.Net;
using System.Text.Json;
using Flux.Contracts.Rpc;

namespace Flux.Daemon.Rpc.Http;

/// <summary><c>POST /</c>: authentication, single requests and batches, the HTTP statuses of chain reference §12.1.</summary>
internal sealed class RpcEndpoint(RpcDispatcher dispatcher, RpcAuthenticator authenticator, TimeProvider time)
{
    /// <summary>Deeper nesting is a parse error; fluxd knows no bound.</summary>
    private const int DeepestNesting = 1024;

    private readonly PasswordThrottle _throttle = new(time);

    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await HttpText.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "JSONRPC server handles only POST requests").ConfigureAwait(false);
            return;
        }
        if (!await IsAuthorizedAsync(context).ConfigureAwait(false)) return;
        await AnswerAsync(context).ConfigureAwait(false);
    }

    private async Task<bool> IsAuthorizedAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (authenticator.Accepts(header)) return true;
        // A request without any is how clients ask which kind is wanted: it costs nothing.
        if (header.Length > 0) await _throttle.WaitAsync(context.Connection.RemoteIpAddress ?? IPAddress.None, context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"jsonrpc\"";
        await HttpText.WriteAsync(context, StatusCodes.Status401Unauthorized, "").ConfigureAwait(false);
        return false;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var answer = AnswerBuffer.Rent();
        var code = await RunAsync(context, answer).ConfigureAwait(false);
        // As fluxd's answers end.
        answer.Append("\n"u8);
        context.Response.StatusCode = StatusOf(code);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Written.Length;
        await context.Response.Body.WriteAsync(answer.Written, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task<int> RunAsync(HttpContext context, AnswerBuffer answer)
    {
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = DeepestNesting }, context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            WriteError(answer, RpcErrorCode.Parse, "Parse error");
            return RpcErrorCode.Parse;
        }
        using (document)
        {
            if (document.RootElement.ValueKind == JsonValueKind.Array)
            {
                await RunBatchAsync(document.RootElement, answer, context.RequestAborted).ConfigureAwait(false);
                return 0;
            }
            if (document.RootElement.ValueKind == JsonValueKind.Object) return await dispatcher.RunAsync(document.RootElement, answer, context.RequestAborted).ConfigureAwait(false);
            WriteError(answer, RpcErrorCode.Parse, "Top-level object parse error");
            return RpcErrorCode.Parse;
        }
    }

    private async Task RunBatchAsync(JsonElement batch, AnswerBuffer answer, CancellationToken cancellation)
    {
        answer.Append("["u8);
        var isFirst = true;
        foreach (var request in batch.EnumerateArray())
        {
            if (!isFirst) answer.Append(","u8);
            isFirst = false;
            await dispatcher.RunAsync(request, answer, cancellation).ConfigureAwait(false);
        }
        answer.Append("]"u8);
    }

    private static void WriteError(AnswerBuffer answer, int code, string message)
    {
        var writer = answer.Json;
        writer.WriteStartObject();
        writer.WriteNull("result");
        writer.WriteStartObject("error");
        writer.WriteNumber("code", code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
        writer.WriteNull("id");
        writer.WriteEndObject();
        writer.Flush();
    }

    private static int StatusOf(int code) => code switch
    {
        0 => StatusCodes.Status200OK,
        RpcErrorCode.InvalidRequest => StatusCodes.Status400BadRequest,
        RpcErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status500InternalServerError,
    };
}
