using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Web;
using Flux.Apps.Messages;

namespace Flux.Cli.Tests.Wallets;

/// <summary>Who logs in: the ZelID of a key, an address as itself, and no shared address.</summary>
[Collection("console")]
public sealed class LoginCommandTests(SharedOwnerWallets wallets) : IClassFixture<SharedOwnerWallets>
{
    private string Alice => wallets.FileOf("alice");

    [Fact]
    public async Task A_shared_address_cannot_log_in_and_is_told_why()
    {
        var refused = await Should.ThrowAsync<CommandException>(() => wallets.RunAsync("login", "http://127.0.0.1:1/", "-y", "-w", Alice, "--address", wallets.Owner));
        refused.ExitCode.ShouldBe(ExitCode.Rejected);
        refused.Message.ShouldBe($"{wallets.Owner} is a shared address, 2 of 3: it can't log in. A login is one signature by one key.");
    }

    [Fact]
    public async Task An_address_of_nobody_here_cannot_either() =>
        (await Should.ThrowAsync<CommandException>(() => wallets.RunAsync("login", "http://127.0.0.1:1/", "-y", "-w", wallets.FileOf("mallory"), "--address", wallets.Owner))).ExitCode.ShouldBe(ExitCode.NotFound);

    [Fact]
    public async Task An_address_logs_in_as_itself_and_the_wallet_as_its_ZelID()
    {
        var address = (await wallets.RunAsync("address", "-w", Alice)).Trim();
        (await SignerAsync("--address", address)).ShouldBe(address);
        (await SignerAsync()).ShouldStartWith("1");
    }

    /// <summary>The identity under which a login came in, whose signature holds.</summary>
    private async Task<string> SignerAsync(params string[] options)
    {
        using var node = Listen(out var url);
        var running = wallets.RunAsync(["login", url, "-y", "-w", Alice, .. options]);
        var coming = node.GetContextAsync();
        // A command that ends without asking ends the test.
        if (await Task.WhenAny(coming, running) == running) await running;
        var asked = await coming.WaitAsync(TimeSpan.FromMinutes(1));
        using var reader = new StreamReader(asked.Request.InputStream);
        var body = HttpUtility.ParseQueryString(await reader.ReadToEndAsync());
        asked.Response.Close(Encoding.UTF8.GetBytes("""{"status":"success","data":{"message":"user"}}"""), willBlock: true);
        (await running).ShouldContain("Logged in as user");
        OwnerSignature.Verify(body["zelid"]!, body["loginPhrase"]!, body["signature"]!).ShouldBeTrue();
        return body["zelid"]!;
    }

    // Somebody may take a free port first; then there is another one.
    private static HttpListener Listen(out string url)
    {
        while (true)
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            }
            var listener = new HttpListener { Prefixes = { url } };
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
    }
}
