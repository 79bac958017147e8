using System.Net.WebSockets;
using System.Text;
using Flux.Os.Identity;
using Flux.Os.Payments;
using Flux.Os.Peers;

namespace Flux.Os.Api;

/// <summary>
/// <c>/ws/id/{phrase}</c>, <c>/ws/sign/{name}</c> and <c>/ws/payment/{id}</c>: where a page waits for a login, a signature or the word of a payment
/// that a wallet brings to this node (FluxOS reference §2.1, §5.7, §11.5).
/// </summary>
internal static class WalletSockets
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15), LongestPayment = TimeSpan.FromMinutes(65);

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var path in (string[])["/ws/id/{phrase}", "/ws/zelid/{phrase}"])
        {
            routes.Map(path, (HttpContext http, LoginDesk desk, IHostApplicationLifetime life, string phrase) =>
                ServeAsync(http, life, stop => LoginAsync(desk, phrase, stop))).RequireRateLimiting(IdentityEndpoints.RateLimit).ExcludeFromDescription();
        }
        routes.Map("/ws/sign/{name}", (HttpContext http, SignDesk desk, IHostApplicationLifetime life, string name) =>
            ServeAsync(http, life, stop => SignatureAsync(desk, name, stop))).RequireRateLimiting(IdentityEndpoints.RateLimit).ExcludeFromDescription();
        routes.Map("/ws/payment/{id}", (HttpContext http, PaymentDesk desk, IHostApplicationLifetime life, string id) =>
            ServeAsync(http, life, stop => PaymentAsync(desk, id, stop))).RequireRateLimiting(IdentityEndpoints.RateLimit).ExcludeFromDescription();
    }

    private static async Task<(string Text, int Code)> LoginAsync(LoginDesk desk, string phrase, CancellationToken stop)
    {
        if (!desk.IsKnown(phrase)) return (LoginText.Query("error", ("message", "This login phrase is unknown or no longer valid")), CloseCode.UnknownPhrase);
        return await desk.WaitAsync(phrase, Longest, stop).ConfigureAwait(false) is { } login
            ? (LoginText.Query(login), CloseCode.LoggedIn)
            : (LoginText.Query("error", ("message", "Nobody logged in with this phrase in time")), CloseCode.LoginTimedOut);
    }

    private static async Task<(string Text, int Code)> SignatureAsync(SignDesk desk, string name, CancellationToken stop) =>
        await desk.WaitAsync(name, Longest, stop).ConfigureAwait(false) is { } signature
            ? (LoginText.Query("success", ("message", "Successfully signed"), ("signature", signature)), CloseCode.Signed)
            : (LoginText.Query("error", ("message", "No signature came in time")), CloseCode.SignTimedOut);

    private static async Task<(string Text, int Code)> PaymentAsync(PaymentDesk desk, string id, CancellationToken stop)
    {
        if (!desk.IsKnown(id)) return (LoginText.Query("error", ("message", "Payment request is no longer valid. Please request a new one.")), (int)WebSocketCloseStatus.NormalClosure);
        if (await desk.WaitAsync(id, LongestPayment, stop).ConfigureAwait(false) is not var (paid, at)) return (LoginText.Query("error", ("message", "No payment was reported in time")), CloseCode.PaymentTimedOut);
        return (LoginText.Query("success", ("message", "Payment received"), ("paymentId", id), ("txid", paid.TransactionId), ("coin", paid.Coin), ("chain", paid.Chain), ("explorer", paid.Explorer),
            ("fromAddress", paid.From), ("toAddress", paid.To), ("amount", paid.Amount), ("receivedAt", IdentityEndpoints.Iso(at))), CloseCode.Paid);
    }

    // Reads along, so that a page that leaves is noticed; whatever it says is of no interest.
    private static async Task ServeAsync(HttpContext http, IHostApplicationLifetime life, Func<CancellationToken, Task<(string Text, int Code)>> answer)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync("This is a websocket.", http.RequestAborted).ConfigureAwait(false);
            return;
        }
        using var socket = await http.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        var listening = ListenAsync(socket, gone);
        try
        {
            var (text, code) = await answer(gone.Token).ConfigureAwait(false);
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, gone.Token).ConfigureAwait(false);
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, gone.Token).ConfigureAwait(false);
            await listening.WaitAsync(TimeSpan.FromSeconds(2), gone.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or TimeoutException)
        {
            socket.Abort();
        }
        await listening.ConfigureAwait(false);
    }

    private static async Task ListenAsync(WebSocket socket, CancellationTokenSource gone)
    {
        var buffer = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), gone.Token).ConfigureAwait(false)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The page left without a word.
        }
        await gone.CancelAsync().ConfigureAwait(false);
    }
}
