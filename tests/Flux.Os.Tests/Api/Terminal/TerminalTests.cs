using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Flux.Os.Api.Terminal;
using Flux.Os.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Flux.Os.Tests.Api.Terminal;

/// <summary>A terminal in a container of a real engine, over both transports of socket.io clients, and with their own client where it is.</summary>
public sealed class TerminalTests() : EngineAppTest("172.27")
{
    [Fact]
    public async Task A_shell_over_a_websocket_answers_what_is_typed_and_knows_its_size()
    {
        using var socket = await OpenAsync();
        await SendAsync(socket, Exec(Node.Auth(ApiNode.Owner), "fluxweb_demo", "/bin/sh", "GREETING=well"));
        await SendAsync(socket, """42/terminal,["resize",{"rows":40,"cols":120}]""");
        await SendAsync(socket, """42/terminal,["cmd","echo $GREETING-typed; stty size; exit\n"]""");

        var shown = await UntilAsync(socket, "\"end\"");

        shown.ShouldContain("well-typed");
        shown.ShouldContain("40 120");
    }

    [Fact]
    public async Task Who_may_not_gets_no_shell_and_a_place_is_given_back()
    {
        foreach (var (auth, name) in ((string, string)[])[("", "web_demo"), (Node.Auth(ApiNode.User), "web_demo"), (Node.Auth(ApiNode.OtherOwner), "fluxweb_demo"), (Node.Auth(ApiNode.Owner, node: "127.99.0.12:16127"), "web_demo"),
            (Node.Auth(ApiNode.Owner, life: TimeSpan.FromSeconds(-5)), "web_demo"), (Node.Auth(ApiNode.Owner), "web_other"), (Node.Auth(ApiNode.Owner), "nosuch")])
        {
            using var socket = await OpenAsync();
            await SendAsync(socket, Exec(auth, name, "/bin/sh", ""));
            (await UntilAsync(socket, "\"error\"")).ShouldMatch("Not authorized|Container not found", $"{name}");
        }
        await Eventually.HoldsAsync(() => Node.App.Services.GetRequiredService<SocketSessions>().Count == 0);
    }

    [Fact]
    public async Task A_client_that_polls_has_a_shell_too()
    {
        var hello = await Node.TextAsync("socket.io/?EIO=4&transport=polling");
        hello.ShouldStartWith("0{");
        var sid = JsonDocument.Parse(hello[1..]).RootElement.GetProperty("sid").GetString();
        var path = $"socket.io/?EIO=4&transport=polling&sid={sid}";
        await Node.TextAsync(path, body: "40/terminal,");
        (await Node.TextAsync(path)).ShouldStartWith("40/terminal,");
        await Node.TextAsync(path, body: Exec(Node.Auth(ApiNode.Owner), "demo", "sh -c 'echo over polling; sleep 1'", ""));

        var shown = new StringBuilder();
        while (!shown.ToString().Contains("\"end\"", StringComparison.Ordinal)) shown.Append(await Node.TextAsync(path));

        shown.ToString().ShouldContain("over polling");
        (await Node.TextAsync("socket.io/?EIO=4&transport=polling&sid=unknown")).ShouldContain("Session ID unknown");
        (await Node.TextAsync("socket.io/?EIO=3&transport=polling")).ShouldContain("Unsupported protocol version");
    }

    [Fact]
    public async Task The_client_of_npm_opens_a_terminal()
    {
        var modules = Environment.GetEnvironmentVariable("FLUX_SOCKET_IO_MODULES");
        Assert.SkipWhen(string.IsNullOrEmpty(modules), "FLUX_SOCKET_IO_MODULES does not name a node_modules folder with socket.io-client");
        var script = """
            const io = require('socket.io-client');
            const socket = io(process.argv[1] + '/terminal', { transports: JSON.parse(process.argv[3]) });
            let text = '';
            socket.on('connect', () => { socket.emit('exec', process.argv[2], 'fluxweb_demo', '/bin/sh', '', ''); setTimeout(() => socket.emit('cmd', 'echo from-$((40+2)); exit\n'), 1500); });
            socket.on('show', (part) => { text += part; });
            socket.on('error', (problem) => { console.log('error ' + problem); process.exit(1); });
            socket.on('end', () => { console.log(socket.io.engine.transport.name + ' ' + text); process.exit(0); });
            """;
        foreach (var transports in (string[])["[\"polling\",\"websocket\"]", "[\"websocket\"]", "[\"polling\"]"])
        {
            using var process = Process.Start(new ProcessStartInfo("node", ["-e", script, Node.Http.BaseAddress!.ToString().TrimEnd('/'), Node.Auth(ApiNode.Owner), transports]) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["NODE_PATH"] = modules } })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            (await output).ShouldContain("from-42", customMessage: transports + await errors);
        }
    }

    private static string Exec(string auth, string name, string command, string environment) =>
        $"42/terminal,[\"exec\",{JsonSerializer.Serialize(auth)},{JsonSerializer.Serialize(name)},{JsonSerializer.Serialize(command)},{JsonSerializer.Serialize(environment)},\"\"]";

    private async Task<ClientWebSocket> OpenAsync()
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{Node.Http.BaseAddress!.Authority}/socket.io/?EIO=4&transport=websocket"), CancellationToken.None);
        (await UntilAsync(socket, "sid")).ShouldStartWith("0{");
        await SendAsync(socket, "40/terminal,");
        await UntilAsync(socket, "40/terminal,");
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<string> UntilAsync(ClientWebSocket socket, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var (text, buffer) = (new StringBuilder(), new byte[16 * 1024]);
        while (!text.ToString().Contains(what, StringComparison.Ordinal))
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
            if (part.MessageType == WebSocketMessageType.Close) break;
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }
        return text.ToString();
    }
}
