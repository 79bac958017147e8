using Flux.Contracts.Rpc;

namespace Flux.Contracts.Tests.Rpc;

/// <summary>JSON-RPC answers and failures as exceptions.</summary>
public sealed class FluxdClientTests
{
    private static readonly RpcCredentials User = RpcCredentials.Password("u", "p");

    [Fact]
    public async Task The_result_is_given_and_the_parameters_keep_their_types()
    {
        using var server = new StubServer("""{"result":7,"error":null,"id":1}""");
        using var client = new FluxdClient(server.Address, User);

        (await client.CallAsync("m", CancellationToken.None, "text", 5, true, null)).GetInt32().ShouldBe(7);

        server.LastBody.ShouldContain("""["text",5,true,null]""");
    }

    [Fact]
    public async Task An_error_object_keeps_its_code_also_under_status_500()
    {
        using var server = new StubServer("""{"result":null,"error":{"code":-26,"message":"18: bad-txns-escrow"},"id":1}""", status: 500);
        using var client = new FluxdClient(server.Address, User);

        var error = await Should.ThrowAsync<RpcException>(() => client.CallAsync("m"));

        (error.Code, error.Message).ShouldBe((RpcErrorCode.VerifyRejected, "18: bad-txns-escrow"));
    }

    [Theory]
    [InlineData(401, "", "user name or password")]
    [InlineData(403, "", "rpcallowip")]
    [InlineData(200, "<html>", "is it a fluxd?")]
    [InlineData(200, "[]", "is it a fluxd?")]
    [InlineData(500, """{"error":{"code":1.5,"message":"x"}}""", "is it a fluxd?")]
    public async Task Anything_else_is_no_fluxd(int status, string body, string told)
    {
        using var server = new StubServer(body, status);
        using var client = new FluxdClient(server.Address, User);

        (await Should.ThrowAsync<RpcUnreachableException>(() => client.CallAsync("m"))).Message.ShouldContain(told);
    }

    [Fact]
    public async Task Nobody_there_and_no_cookie_are_told()
    {
        using var nobody = new FluxdClient(StubServer.Nobody, User);
        (await Should.ThrowAsync<RpcUnreachableException>(() => nobody.CallAsync("m"))).Message.ShouldContain("does not answer");

        using var cookieless = new FluxdClient(StubServer.Nobody, RpcCredentials.Cookie("/nowhere/.cookie"));
        (await Should.ThrowAsync<RpcUnreachableException>(() => cookieless.CallAsync("m"))).Message.ShouldContain("/nowhere/.cookie");
    }
}
