using System.Net;
using System.Net.Http.Headers;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Flux.Functional.Tests.Rpc;

/// <summary>Settings that operators know, against a real daemon.</summary>
public sealed class ServerSettingsTests
{
    [Fact]
    public async Task The_cookie_is_for_its_owner_only_and_goes_with_the_daemon()
    {
        await using var fluxd = await FluxdProcess.StartAsync([]);
        File.GetUnixFileMode(fluxd.Cookie).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using (var client = fluxd.Client()) (await client.CallAsync("getblockcount")).GetInt32().ShouldBe(0);
        (await fluxd.TerminateAsync()).ShouldBe(0);
        File.Exists(fluxd.Cookie).ShouldBeFalse();
    }

    [Fact]
    public async Task The_file_names_users_by_hash_and_a_section_belongs_to_its_network()
    {
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData("5a17"u8, "se:cret"u8));
        await using var fluxd = await FluxdProcess.StartAsync([], $"rpcauth=ann:5a17${hash}\nshowmetrics=1\ntorcontrol=127.0.0.1:9051\nfrobnicate=1\n[local]\nrpcuser=bob\nrpcpassword=pw\n[main]\nrpcpassword=other\n");
        (await StatusAsync(fluxd.Endpoint, "ann:se:cret")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(fluxd.Endpoint, "bob:pw")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(fluxd.Endpoint, "bob:other")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(fluxd.Endpoint, "ann:secret")).ShouldBe(HttpStatusCode.Unauthorized);
        fluxd.Log.ShouldContain("warning: unknown option 'frobnicate' is ignored");
        fluxd.Log.ShouldContain("warning: option 'torcontrol' of the reference daemon is not followed here");
        fluxd.Log.ShouldNotContain("showmetrics");
    }

    [Fact]
    public async Task Only_addresses_that_are_allowed_get_in()
    {
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(entry => entry.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipWhen(own is null, "this machine has no address but loopback");
        await using (var closed = await FluxdProcess.StartAsync(["-rpcuser=u", "-rpcpassword=p"], bind: "0.0.0.0"))
        {
            (await StatusAsync(new IPEndPoint(own!, closed.Endpoint.Port), "u:p")).ShouldBe(HttpStatusCode.Forbidden);
            (await StatusAsync(closed.Endpoint, "u:p")).ShouldBe(HttpStatusCode.OK);
        }
        await using var open = await FluxdProcess.StartAsync(["-rpcuser=u", "-rpcpassword=p", $"-rpcallowip={own}/255.255.255.255"], bind: "0.0.0.0");
        (await StatusAsync(new IPEndPoint(own!, open.Endpoint.Port), "u:p")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Each_new_tip_runs_the_operators_command()
    {
        var told = Path.GetTempFileName();
        await using var fluxd = await FluxdProcess.StartAsync([$"-blocknotify=echo %s >> {told}", "-mineraddress=t1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj"]);
        using var client = fluxd.Client();
        var hash = (await client.CallAsync("generate", CancellationToken.None, 1))[0].GetString()!;
        await Eventually.HoldsAsync(async () => (await File.ReadAllTextAsync(told)).Contains(hash, StringComparison.Ordinal), async () => $"{hash} in: {await File.ReadAllTextAsync(told)}");
        File.Delete(told);
    }

    private static async Task<HttpStatusCode> StatusAsync(IPEndPoint endpoint, string credentials)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{endpoint}/") { Content = new StringContent("""{"method":"getblockcount"}""") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
