using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Http;

namespace Flux.Daemon.Rest;

/// <summary>
/// <c>GET /rest/…</c>: blocks, transactions, headers, unspent outputs and the pool without authentication, when <c>-rest</c> is set
/// (chain reference §12.10). Faults are plain text with CR LF.
/// </summary>
internal sealed class RestEndpoint(FluxdNode node)
{
    private const string Prefix = "/rest/";

    private readonly RestBlocks _blocks = new(node);
    private readonly RestTransactions _transactions = new(node);
    private readonly RestOutputs _outputs = new(node);
    private readonly RestState _state = new(node);

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        RestAnswer? answer;
        try
        {
            answer = path.StartsWith(Prefix, StringComparison.Ordinal) ? await AnswerAsync(path[Prefix.Length..], context.RequestAborted).ConfigureAwait(false) : null;
        }
        catch (RestFault fault)
        {
            await HttpText.WriteAsync(context, fault.Status, fault.Message + "\r\n", "text/plain").ConfigureAwait(false);
            return;
        }
        if (answer is null)
        {
            await HttpText.WriteAsync(context, StatusCodes.Status404NotFound, "").ConfigureAwait(false);
            return;
        }
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>The answer; null for a path that means nothing.</summary>
    private Task<RestAnswer>? Route(string path, CancellationToken cancellation) => path switch
    {
        _ when Rest(path, "tx/") is { } rest => _transactions.AnswerAsync(RestPath.Parse(rest), cancellation),
        _ when Rest(path, "block/notxdetails/") is { } rest => _blocks.BlockAsync(RestPath.Parse(rest), withTransactions: false, cancellation),
        _ when Rest(path, "block/") is { } rest => _blocks.BlockAsync(RestPath.Parse(rest), withTransactions: true, cancellation),
        _ when Rest(path, "headers/") is { } rest => Task.FromResult(_blocks.Headers(RestPath.Parse(rest))),
        _ when Rest(path, "getutxos") is { } rest => _outputs.AnswerAsync(RestPath.Parse(rest), cancellation),
        _ when Rest(path, "chaininfo") is { } rest => _state.ChainInfoAsync(RestPath.Parse(rest), cancellation),
        _ when Rest(path, "mempool/info") is { } rest => _state.PoolInfoAsync(RestPath.Parse(rest), cancellation),
        _ when Rest(path, "mempool/contents") is { } rest => Task.FromResult(_state.PoolContents(RestPath.Parse(rest))),
        _ => null,
    };

    private async Task<RestAnswer?> AnswerAsync(string path, CancellationToken cancellation) =>
        Route(path, cancellation) is { } answer ? await answer.ConfigureAwait(false) : null;

    private static string? Rest(string path, string prefix) => path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : null;
}
