using System.Net;
using Flux.Os.Backups;
using Flux.Os.Peers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Flux.Os.Tests.Backups;

/// <summary>Nobody makes a node fetch from inside its own network.</summary>
public sealed class RemoteArchiveTests : IAsyncLifetime
{
    private WebApplication _server = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapMethods("/file", ["GET", "HEAD"], () => Results.Bytes(new byte[1234]));
        _server.MapGet("/away", () => Results.Redirect("http://127.0.0.2:1/file"));
        await _server.StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.23.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::7f00:1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    public void An_address_of_no_public_network_is_refused(string address) => PublicAddresses.Contains(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700:4700::1111")]
    public void A_public_address_is_taken(string address) => PublicAddresses.Contains(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("http://localhost:1/x")]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("http://[::1]:1/x")]
    [InlineData("http://2130706433/x")]
    public async Task A_name_or_number_that_leads_to_this_machine_is_not_dialled(string url)
    {
        using var remote = new RemoteArchive();

        (await Should.ThrowAsync<IOException>(() => remote.SizeAsync(url, CancellationToken.None))).Message.ShouldContain("public");
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://1.1.1.1/x")]
    [InlineData("no url")]
    public async Task Only_http_and_https_are_spoken(string url)
    {
        using var remote = new RemoteArchive();

        (await Should.ThrowAsync<IOException>(() => remote.SizeAsync(url, CancellationToken.None))).Message.ShouldContain("http");
    }

    [Fact]
    public async Task A_redirection_is_checked_like_the_first_address()
    {
        using var remote = new RemoteArchive(address => address.Equals(IPAddress.Loopback));
        (await remote.SizeAsync(_server.Urls.First() + "/file", CancellationToken.None)).ShouldBe(1234);

        await Should.ThrowAsync<IOException>(() => remote.ReadAsync(_server.Urls.First() + "/away", _ => Task.CompletedTask, CancellationToken.None));
    }
}
