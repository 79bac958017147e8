using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;

namespace Flux.Contracts.Tests.Rpc;

/// <summary>The transport of chain reference §12.1, seen from the client.</summary>
public sealed class FluxdClientTests
{
    private static readonly RpcCredentials Known = RpcCredentials.Password("user", "secret");

    [Fact]
    public async Task Returns_the_result_whatever_its_type()
    {
        await using var server = new FakeServer(HttpStatusCode.OK, """{"result":{"blocks":12},"error":null,"id":1}""");
        using var client = new FluxdClient(server.Address, Known);

        (await client.CallAsync("getinfo")).GetProperty("blocks").GetInt32().ShouldBe(12);
    }

    [Fact]
    public async Task A_null_result_is_no_error()
    {
        await using var server = new FakeServer(HttpStatusCode.OK, """{"result":null,"error":null,"id":1}""");
        using var client = new FluxdClient(server.Address, Known);

        (await client.CallAsync("submitblock", CancellationToken.None, "00")).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Sends_method_parameters_and_who_it_is()
    {
        await using var server = new FakeServer(HttpStatusCode.OK, """{"result":true,"error":null,"id":1}""");
        using var client = new FluxdClient(server.Address, Known);

        await client.CallAsync("sendtoaddress", CancellationToken.None, "t1abc", 1.5m, true, null);

        var sent = JsonNode.Parse(server.LastBody)!;
        sent["method"]!.GetValue<string>().ShouldBe("sendtoaddress");
        sent["params"]!.ToJsonString().ShouldBe("""["t1abc",1.5,true,null]""");
        server.LastHeader("Authorization").ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:secret")));
    }

    [Fact]
    public async Task An_error_object_keeps_its_code_and_text_also_with_status_500()
    {
        await using var server = new FakeServer(HttpStatusCode.InternalServerError, """{"result":null,"error":{"code":-8,"message":"Block height out of range"},"id":1}""");
        using var client = new FluxdClient(server.Address, Known);

        var failure = await Should.ThrowAsync<RpcException>(() => client.CallAsync("getblockhash"));

        failure.Code.ShouldBe(RpcErrorCode.InvalidParameter);
        failure.Message.ShouldBe("Block height out of range");
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "", "password")]
    [InlineData(HttpStatusCode.Forbidden, "", "rpcallowip")]
    [InlineData(HttpStatusCode.OK, "<html>hello</html>", "is it a fluxd?")]
    [InlineData(HttpStatusCode.OK, "[]", "is it a fluxd?")]
    [InlineData(HttpStatusCode.InternalServerError, "Work queue depth exceeded", "is it a fluxd?")]
    public async Task Says_why_there_is_no_answer(HttpStatusCode status, string body, string reason)
    {
        await using var server = new FakeServer(status, body);
        using var client = new FluxdClient(server.Address, Known);

        (await Should.ThrowAsync<RpcUnreachableException>(() => client.CallAsync("getinfo"))).Message.ShouldContain(reason);
    }

    [Fact]
    public async Task Says_that_nobody_listens()
    {
        Uri address;
        await using (var gone = new FakeServer(HttpStatusCode.OK, "")) address = gone.Address;
        using var client = new FluxdClient(address, Known);

        (await Should.ThrowAsync<RpcUnreachableException>(() => client.CallAsync("getinfo"))).Message.ShouldContain("does not answer");
    }

    [Fact]
    public async Task Reads_the_cookie_anew_for_each_call_because_a_restart_changes_it()
    {
        await using var server = new FakeServer(HttpStatusCode.OK, """{"result":1,"error":null,"id":1}""");
        var cookie = Path.GetTempFileName();
        using var client = new FluxdClient(server.Address, RpcCredentials.Cookie(cookie));

        await File.WriteAllTextAsync(cookie, "__cookie__:one");
        await client.CallAsync("getinfo");
        await File.WriteAllTextAsync(cookie, "__cookie__:two");
        await client.CallAsync("getinfo");

        server.LastHeader("Authorization").ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("__cookie__:two")));
        File.Delete(cookie);
    }

    [Fact]
    public async Task Says_that_there_is_no_cookie()
    {
        using var client = new FluxdClient(new Uri("http://127.0.0.1:1/"), RpcCredentials.Cookie("/nowhere/.cookie"));

        (await Should.ThrowAsync<RpcUnreachableException>(() => client.CallAsync("getinfo"))).Message.ShouldContain("/nowhere/.cookie");
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_and_not_a_failure_of_the_server()
    {
        await using var server = new FakeServer(HttpStatusCode.OK, "{}");
        using var client = new FluxdClient(server.Address, Known);

        await Should.ThrowAsync<OperationCanceledException>(() => client.CallAsync("getinfo", cancellation: new CancellationToken(canceled: true)));
    }
}
