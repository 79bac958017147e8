using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Flux.Functional.Tests.Commands;

namespace Flux.Functional.Tests.Rpc;

/// <summary>
/// A daemon whose start hangs: its bans.json is a pipe that nobody writes to. Until somebody does, callers must hear −28 and the step, and whoever
/// waits must be served afterwards.
/// </summary>
public sealed class WarmUpTests
{
    [Fact]
    public async Task Callers_hear_the_step_until_the_node_is_there()
    {
        using var systemd = new Notices();
        await using var fluxd = FluxdProcess.Begin(MakePipe, ["-rest", "-rpcuser=u", "-rpcpassword=p"]);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{fluxd.Endpoint}/") };
        await Eventually.HoldsAsync(async () => (await PostAsync(http, "u:p", """{"method":"getblockcount"}""")).Body.Contains("Starting peers", StringComparison.Ordinal), () => Task.FromResult(fluxd.Log));

        foreach (var method in new[] { "getblockcount", "help", "stop", "nosuchmethod" })
            (await PostAsync(http, "u:p", $$"""{"method":"{{method}}","id":7}""")).ShouldBe((500, """{"result":null,"error":{"code":-28,"message":"Starting peers..."},"id":7}""" + "\n"), method);
        (await PostAsync(http, "u:p", """[{"method":"getblockcount","id":1},{"id":2}]""")).ShouldBe(
            (200, """[{"result":null,"error":{"code":-28,"message":"Starting peers..."},"id":1},{"result":null,"error":{"code":-32600,"message":"Missing method"},"id":2}]""" + "\n"));
        (await PostAsync(http, "u:wrong", "{}")).Status.ShouldBe(401);
        var rest = await http.GetAsync(new Uri("rest/chaininfo.json", UriKind.Relative));
        rest.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await rest.Content.ReadAsStringAsync()).ShouldBe("Service temporarily unavailable: Starting peers...\r\n");

        var command = new FluxCommand(fluxd.Home, "127.20.0.1");
        var rpc = $"http://u:p@{fluxd.Endpoint}/";
        (await command.RunAsync("chain", "getblockcount", "--rpc", rpc)).ExitCode.ShouldNotBe(0);
        (await command.RunAsync("chain", "getblockcount", "--rpc", rpc, "--rpcwait", "--rpcwaittimeout", "1")).Errors.ShouldContain("Starting peers...");
        using var waiting = command.Start("chain", "getblockcount", "--rpc", rpc, "--rpcwait");
        await File.WriteAllTextAsync(Path.Combine(fluxd.Home, "local", "bans.json"), "[]");

        var result = await FluxCommand.EndAsync(waiting);
        (result.ExitCode, result.Output.Trim()).ShouldBe((0, "0"), result.Errors);
        await fluxd.ReadyAsync();
        (await PostAsync(http, "u:p", """{"method":"getblockcount","id":1}""")).ShouldBe((200, """{"result":0,"error":null,"id":1}""" + "\n"));
        (await http.GetAsync(new Uri("rest/chaininfo.json", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await fluxd.TerminateAsync()).ShouldBe(0);
        systemd.Heard.ShouldBe(["STATUS=Loading block index...", "STATUS=Verifying blocks...", "STATUS=Activating best chain...", "STATUS=Loading mempool...", "STATUS=Starting peers...", "STATUS=Loading wallet...", "READY=1\nSTATUS=ready", "STOPPING=1\nSTATUS=stopping"]);
    }

    [Fact]
    public async Task A_second_daemon_on_the_same_directory_leaves_the_first_ones_cookie_alone()
    {
        await using var first = await FluxdProcess.StartAsync([]);
        var cookie = await File.ReadAllTextAsync(first.Cookie);
        var second = Process.Start(new ProcessStartInfo(FluxdProcess.Program(), [$"-datadir={first.Home}", "-network=local", $"-genesistime={first.Genesis}", "-listen=0", $"-rpcport={FluxdProcess.FreePort()}"]) { RedirectStandardError = true })!;
        var complaint = await second.StandardError.ReadToEndAsync();
        await second.WaitForExitAsync();

        second.ExitCode.ShouldBe(6, complaint);
        (await File.ReadAllTextAsync(first.Cookie)).ShouldBe(cookie);
        using var client = first.Client();
        (await client.CallAsync("getblockcount")).GetInt32().ShouldBe(0);
    }

    private static void MakePipe(string directory)
    {
        using var made = Process.Start("mkfifo", [Path.Combine(directory, "bans.json")]);
        made.WaitForExit();
        made.ExitCode.ShouldBe(0);
    }

    private static async Task<(int Status, string Body)> PostAsync(HttpClient http, string credentials, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = new StringContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        try
        {
            using var response = await http.SendAsync(request);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            return (0, "");
        }
    }

    /// <summary>What systemd would hear: a datagram socket that children find in NOTIFY_SOCKET.</summary>
    private sealed class Notices : IDisposable
    {
        private readonly TemporaryHome _home = new();
        private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

        public Notices()
        {
            var path = Path.Combine(_home.Path, "notify");
            _socket.Bind(new UnixDomainSocketEndPoint(path));
            Environment.SetEnvironmentVariable("NOTIFY_SOCKET", path);
        }

        public IReadOnlyList<string> Heard
        {
            get
            {
                var heard = new List<string>();
                var buffer = new byte[1024];
                while (_socket.Available > 0) heard.Add(Encoding.UTF8.GetString(buffer, 0, _socket.Receive(buffer)));
                return heard;
            }
        }

        public void Dispose()
        {
            Environment.SetEnvironmentVariable("NOTIFY_SOCKET", null);
            _socket.Dispose();
            _home.Dispose();
        }
    }
}
