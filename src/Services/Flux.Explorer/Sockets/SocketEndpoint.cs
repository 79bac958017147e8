using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Flux.Explorer.Sockets;

/// <summary>
/// <c>/socket.io/</c>: Socket.IO of clients 1, 2 (Engine.IO 3) and 3, 4 (Engine.IO 4), over WebSocket or polling, for the events that Insight's pages and
/// wallets subscribe to (wallet reference §4.2).
/// </summary>
internal sealed class SocketEndpoint(SocketSessions sessions, TimeProvider time, CancellationToken stopping)
{
    /// <summary>Most bytes of a packet or of a body from a client.</summary>
    public const int LargestPayload = 100_000;

    public async Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if ((string?)query["EIO"] is not ("3" or "4") and not null)
        {
            await RefuseAsync(context, 5, "Unsupported protocol version").ConfigureAwait(false);
            return;
        }
        var version = query["EIO"] == "4" ? 4 : 3;
        var session = query["sid"].Count == 0 ? null : sessions.Find(query["sid"]);
        if (query["sid"].Count > 0 && session is null) await RefuseAsync(context, 1, "Session ID unknown").ConfigureAwait(false);
        else if (context.WebSockets.IsWebSocketRequest) await TalkAsync(context, session, version).ConfigureAwait(false);
        else if (query["transport"] != "polling") await RefuseAsync(context, 0, "Transport unknown").ConfigureAwait(false);
        else if (session is null) await BeginPollingAsync(context, version).ConfigureAwait(false);
        else if (HttpMethods.IsPost(context.Request.Method)) await ReceiveAsync(context, session).ConfigureAwait(false);
        else await PollAsync(context, session).ConfigureAwait(false);
    }

    private static Task RefuseAsync(HttpContext context, int code, string message)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsJsonAsync(new { code, message }, context.RequestAborted);
    }

    private static Task AnswerAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain; charset=UTF-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static void Greet(SocketSession session, bool canUpgrade)
    {
        session.Send(SocketPackets.Open(session.Id, canUpgrade, SocketSessions.PingInterval, SocketSessions.PingPatience));
        if (session.Version == 3) session.Send(SocketPackets.Connect);
    }

    private async Task BeginPollingAsync(HttpContext context, int version)
    {
        if (sessions.Add(version) is not { } session)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        Greet(session, canUpgrade: true);
        await PollAsync(context, session).ConfigureAwait(false);
    }

    /// <summary>Answers with what waits, or with the first that comes, or after a while with nothing (version 4: with a ping).</summary>
    private async Task PollAsync(HttpContext context, SocketSession session)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        limit.CancelAfter(SocketSessions.PingInterval);
        var packets = new List<string>();
        try
        {
            packets.Add(await session.Waiting.ReadAsync(limit.Token).ConfigureAwait(false));
            while (session.Waiting.TryRead(out var next)) packets.Add(next);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            packets.Add(session.Version == 3 ? SocketPackets.Nothing : SocketPackets.Ping);
        }
        await AnswerAsync(context, SocketPackets.Payload(packets, session.Version)).ConfigureAwait(false);
    }

    private async Task ReceiveAsync(HttpContext context, SocketSession session)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var buffer = new char[LargestPayload + 1];
        var length = await reader.ReadBlockAsync(buffer, context.RequestAborted).ConfigureAwait(false);
        if (length > LargestPayload || SocketPackets.TryReadPayload(new string(buffer, 0, length), session.Version) is not { } packets)
        {
            await RefuseAsync(context, 3, "Bad request").ConfigureAwait(false);
            return;
        }
        if (!packets.All(session.Take)) sessions.Remove(session);
        await AnswerAsync(context, "ok").ConfigureAwait(false);
    }

    private async Task TalkAsync(HttpContext context, SocketSession? upgraded, int version)
    {
        if ((upgraded ?? sessions.Add(version)) is not { } session)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            if (upgraded is null) Greet(session, canUpgrade: false);
            else if (!await IsUpgradedAsync(socket, session, ended.Token).ConfigureAwait(false)) return;
            var sending = SendAsync(socket, session, ended.Token);
            while (await ReadAsync(socket, ended.Token).ConfigureAwait(false) is { } packet && session.Take(packet)) session.Heard = time.GetUtcNow();
            await ended.CancelAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Gone.
        }
        finally
        {
            sessions.Remove(session);
        }
    }

    /// <summary>The client tries the new way before it leaves the old one: probe, answer, and the poll that hangs is let go.</summary>
    private static async Task<bool> IsUpgradedAsync(WebSocket socket, SocketSession session, CancellationToken cancellation)
    {
        if (await ReadAsync(socket, cancellation).ConfigureAwait(false) != SocketPackets.Probe) return false;
        await WriteAsync(socket, SocketPackets.ProbeAnswer, cancellation).ConfigureAwait(false);
        session.Send(SocketPackets.Nothing);
        return await ReadAsync(socket, cancellation).ConfigureAwait(false) == SocketPackets.Upgrade;
    }

    private async Task SendAsync(WebSocket socket, SocketSession session, CancellationToken cancellation)
    {
        using var pings = new PeriodicTimer(SocketSessions.PingInterval, time);
        var tick = pings.WaitForNextTickAsync(cancellation).AsTask();
        try
        {
            while (true)
            {
                var ready = session.Waiting.WaitToReadAsync(cancellation).AsTask();
                while (await Task.WhenAny(ready, tick).ConfigureAwait(false) == tick)
                {
                    await tick.ConfigureAwait(false);
                    // From version 4 on the server asks; before, the client does. Who was silent for too long is gone.
                    if (time.GetUtcNow() - session.Heard > SocketSessions.PingInterval + SocketSessions.PingPatience) socket.Abort();
                    else if (session.Version >= 4) await WriteAsync(socket, SocketPackets.Ping, cancellation).ConfigureAwait(false);
                    tick = pings.WaitForNextTickAsync(cancellation).AsTask();
                }
                await ready.ConfigureAwait(false);
                while (session.Waiting.TryRead(out var packet)) await WriteAsync(socket, packet, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The reader notices as well.
        }
    }

    private static async Task WriteAsync(WebSocket socket, string packet, CancellationToken cancellation) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(packet), WebSocketMessageType.Text, endOfMessage: true, cancellation).ConfigureAwait(false);

    /// <summary>The next packet; null at the end, and for one that is too long or no text.</summary>
    private static async Task<string?> ReadAsync(WebSocket socket, CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, cancellation).ConfigureAwait(false);
            if (part.MessageType != WebSocketMessageType.Text || message.Length + part.Count > LargestPayload) return null;
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
        }
    }
}
