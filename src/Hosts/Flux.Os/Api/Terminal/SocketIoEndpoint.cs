using System.Net.WebSockets;
using System.Text;

namespace Flux.Os.Api.Terminal;

/// <summary>
/// <c>/socket.io/</c>: terminals in containers, over the transports that socket.io clients use: long polling, and a websocket from the start or
/// after it (FluxOS reference §7.5, §11.5). Who may is decided by the <c>exec</c> event, which carries the caller's proof.
/// </summary>
internal static class SocketIoEndpoint
{
    private const int LargestPacket = 100_000;
    private const char Between = '\x1e';

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/socket.io/", (HttpContext http, SocketSessions sessions, IHostApplicationLifetime life, CancellationToken cancel) =>
            http.WebSockets.IsWebSocketRequest ? SocketAsync(http, sessions, life) : PollAsync(http, sessions, life, cancel)).WithTags("terminal")
            .WithSummary("socket.io, namespace /terminal: exec (zelidauth, container, command, environment, user), cmd, resize; answers show, error, end. The level appownerabove is asked by exec");
        routes.MapPost("/socket.io/", PostAsync).WithTags("terminal").WithSummary("Packets of a socket.io client that polls");
    }

    private static string Hello(SocketSession session, bool mayUpgrade) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $$"""0{"sid":"{{session.Id}}","upgrades":[{{(mayUpgrade ? "\"websocket\"" : "")}}],"pingInterval":{{(int)SocketSessions.PingPeriod.TotalMilliseconds}},"pingTimeout":{{(int)SocketSessions.PingPatience.TotalMilliseconds}},"maxPayload":{{LargestPacket}}}""");

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "?";

    private static IResult Bad(int code, string message) => Results.Json(new { code, message }, statusCode: StatusCodes.Status400BadRequest);

    private static async Task<IResult> PollAsync(HttpContext http, SocketSessions sessions, IHostApplicationLifetime life, CancellationToken cancel)
    {
        if (http.Request.Query["EIO"] != "4") return Bad(5, "Unsupported protocol version");
        if (!http.Request.Query.ContainsKey("sid")) return sessions.Open(AddressOf(http)) is { } opened ? Results.Text(Hello(opened, mayUpgrade: true), "text/plain; charset=utf-8") : Bad(4, "Too many connections");
        if (sessions.Find(http.Request.Query["sid"], AddressOf(http)) is not { IsUpgraded: false } session) return Bad(1, "Session ID unknown");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, session.Closed, life.ApplicationStopping);
        try
        {
            var packets = new StringBuilder(await session.Out.ReadAsync(either.Token).ConfigureAwait(false));
            while (packets.Length < LargestPacket && session.Out.TryRead(out var more)) packets.Append(Between).Append(more);
            return Results.Text(packets.ToString(), "text/plain; charset=utf-8");
        }
        catch (Exception e) when (e is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
        {
            return Results.Text("1", "text/plain; charset=utf-8");
        }
    }

    private static async Task<IResult> PostAsync(HttpContext http, SocketSessions sessions, CancellationToken cancel)
    {
        if (sessions.Find(http.Request.Query["sid"], AddressOf(http)) is not { IsUpgraded: false } session) return Bad(1, "Session ID unknown");
        if (http.Request.ContentLength > LargestPacket) return Bad(3, "Bad request");
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(cancel).ConfigureAwait(false);
        if (text.Length <= LargestPacket)
        {
            foreach (var packet in text.Split(Between))
            {
                if (await session.ReceiveAsync(packet).ConfigureAwait(false)) continue;
                await sessions.CloseAsync(session).ConfigureAwait(false);
                break;
            }
        }
        return Results.Text("ok", "text/html");
    }

    private static async Task<IResult> SocketAsync(HttpContext http, SocketSessions sessions, IHostApplicationLifetime life)
    {
        var isNew = !http.Request.Query.ContainsKey("sid");
        var session = http.Request.Query["EIO"] != "4" ? null : isNew ? sessions.Open(AddressOf(http)) : sessions.Find(http.Request.Query["sid"], AddressOf(http));
        if (session is null) return Bad(1, "Session ID unknown, protocol version not 4, or too many connections");
        using var socket = await http.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, session.Closed, life.ApplicationStopping);
        try
        {
            if (isNew) await SendAsync(socket, Hello(session, mayUpgrade: false), over.Token).ConfigureAwait(false);
            else if (!await UpgradeAsync(socket, session, over.Token).ConfigureAwait(false)) return Results.Empty;
            session.IsUpgraded = true;
            var sending = CopyOutAsync(socket, session, over);
            while (await ReadAsync(socket, over.Token).ConfigureAwait(false) is { } packet && await session.ReceiveAsync(packet).ConfigureAwait(false))
            {
            }
            await over.CancelAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // It left.
        }
        await sessions.CloseAsync(session).ConfigureAwait(false);
        return Results.Empty;
    }

    // The client tries the socket while it still polls; the poll that waits is answered with a word that means nothing.
    private static async Task<bool> UpgradeAsync(WebSocket socket, SocketSession session, CancellationToken cancel)
    {
        if (await ReadAsync(socket, cancel).ConfigureAwait(false) != "2probe") return false;
        await SendAsync(socket, "3probe", cancel).ConfigureAwait(false);
        await session.SendAsync("6").ConfigureAwait(false);
        return await ReadAsync(socket, cancel).ConfigureAwait(false) == "5";
    }

    private static async Task CopyOutAsync(WebSocket socket, SocketSession session, CancellationTokenSource over)
    {
        try
        {
            await foreach (var packet in session.Out.ReadAllAsync(over.Token).ConfigureAwait(false))
            {
                if (packet != "6") await SendAsync(socket, packet, over.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            await over.CancelAsync().ConfigureAwait(false);
        }
    }

    private static Task SendAsync(WebSocket socket, string text, CancellationToken cancel) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancel);

    // Null at the end, or for what is too long or no text.
    private static async Task<string?> ReadAsync(WebSocket socket, CancellationToken cancel)
    {
        var (buffer, length) = (new byte[4096], 0);
        using var text = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancel).ConfigureAwait(false);
            length += part.Count;
            if (part.MessageType != WebSocketMessageType.Text || length > LargestPacket) return null;
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
        }
    }
}
