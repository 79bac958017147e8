using System.Net;
using Flux.Contracts.Api;

namespace Flux.Contracts.Tests.Api;

/// <summary>The envelope of FluxOS reference §11.1, seen from the client.</summary>
public sealed class FluxOsClientTests
{
    [Fact]
    public async Task Unwraps_the_data_of_a_success()
    {
        await using var server = new FakeServer(HttpStatusCode.OK, """{"status":"success","data":"8.13.1"}""");
        using var client = new FluxOsClient(server.Address);

        (await client.GetAsync("flux/version")).GetString().ShouldBe("8.13.1");
    }

    [Fact]
    public async Task Errors_come_with_status_200_and_keep_name_and_code()
    {
        await using var server = new FakeServer(HttpStatusCode.OK, """{"status":"error","data":{"code":401,"name":"Unauthorized","message":"Unauthorized. Access denied."}}""");
        using var client = new FluxOsClient(server.Address);

        var failure = await Should.ThrowAsync<FluxOsException>(() => client.GetAsync("apps/installedapps"));

        (failure.Code, failure.Name, failure.Message).ShouldBe((401, "Unauthorized", "Unauthorized. Access denied."));
    }

    [Fact]
    public async Task Posts_as_plain_text_with_the_proof_of_who_asks()
    {
        await using var server = new FakeServer(HttpStatusCode.OK, """{"status":"success","data":"hash"}""");
        using var client = new FluxOsClient(server.Address);

        await client.PostAsync("apps/appregister", "{\"a\":1}", "zelid=1abc&signature=x");

        server.LastBody.ShouldBe("{\"a\":1}");
        server.LastHeader("Content-Type")!.ShouldStartWith("text/plain");
        server.LastHeader("zelidauth").ShouldBe("zelid=1abc&signature=x");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"status":"success"}""")]
    public async Task Says_that_something_else_answers(string body)
    {
        await using var server = new FakeServer(HttpStatusCode.OK, body);
        using var client = new FluxOsClient(server.Address);

        (await Should.ThrowAsync<FluxOsUnreachableException>(() => client.GetAsync("flux/version"))).Message.ShouldContain("is it a fluxos?");
    }

    [Fact]
    public async Task Streams_lines_to_their_end()
    {
        await using var server = new FakeServer(HttpStatusCode.OK, "one\ntwo\n", "text/plain");
        using var client = new FluxOsClient(server.Address);

        var lines = new List<string>();
        await foreach (var line in client.LinesAsync("apps/applogs", null)) lines.Add(line);

        lines.ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task An_error_instead_of_a_stream_is_an_error()
    {
        await using var server = new FakeServer(HttpStatusCode.OK, """{"status":"error","data":{"message":"no such app"}}""");
        using var client = new FluxOsClient(server.Address);

        await Should.ThrowAsync<FluxOsException>(async () =>
        {
            await foreach (var _ in client.LinesAsync("apps/applogs", null)) { }
        });
    }
}
