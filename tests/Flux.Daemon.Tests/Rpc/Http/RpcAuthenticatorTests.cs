using System.Text;
using Flux.Daemon.Rpc.Http;

namespace Flux.Daemon.Tests.Rpc.Http;

public sealed class RpcAuthenticatorTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fluxd-auth").FullName;

    private string Cookie => Path.Combine(_directory, ".cookie");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string Basic(string text) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Accepts_the_configured_password_only()
    {
        using var authenticator = RpcAuthenticator.Create("peter", "s3cret", Cookie);
        authenticator.Accepts(Basic("peter:s3cret")).ShouldBeTrue();
        authenticator.Accepts(Basic("peter:S3cret")).ShouldBeFalse();
        authenticator.Accepts("Bearer x").ShouldBeFalse();
        authenticator.Accepts("Basic not base64!").ShouldBeFalse();
        authenticator.Accepts(null).ShouldBeFalse();
        File.Exists(Cookie).ShouldBeFalse();
    }

    [Fact]
    public void Writes_a_cookie_for_the_owner_only_and_removes_it_at_the_end()
    {
        using (var authenticator = RpcAuthenticator.Create(null, null, Cookie))
        {
            var text = File.ReadAllText(Cookie);
            text.ShouldStartWith("__cookie__:");
            authenticator.Accepts(Basic(text)).ShouldBeTrue();
            if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Cookie).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        File.Exists(Cookie).ShouldBeFalse();
    }
}
