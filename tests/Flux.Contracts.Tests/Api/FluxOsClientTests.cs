using Flux.Contracts.Api;

namespace Flux.Contracts.Tests.Api;

/// <summary>The envelope is opened; what is wrong becomes one of two exceptions.</summary>
public sealed class FluxOsClientTests
{
    [Fact]
    public async Task The_data_of_a_success_is_given()
    {
        using var server = new StubServer("""{"status":"success","data":{"height":5}}""");
        using var client = new FluxOsClient(server.Address);

        (await client.GetAsync("x")).GetProperty("height").GetInt32().ShouldBe(5);
    }

    [Theory]
    [InlineData("""{"status":"error","data":{"code":401,"name":"Unauthorized","message":"no"}}""", "no", "Unauthorized", 401)]
    [InlineData("""{"status":"error","data":{"message":"no"}}""", "no", null, null)]
    [InlineData("""{"status":"error","data":{"code":"EIO","message":"no"}}""", "no", null, null)]
    [InlineData("""{"status":"error","data":"plain text"}""", "plain text", null, null)]
    public async Task An_error_keeps_its_text_name_and_code(string body, string message, string? name, int? code)
    {
        using var server = new StubServer(body);
        using var client = new FluxOsClient(server.Address);

        var error = await Should.ThrowAsync<FluxOsException>(() => client.PostAsync("x", "", null));

        (error.Message, error.Name, error.Code).ShouldBe((message, name, code));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task What_is_no_envelope_is_no_fluxos(string body)
    {
        using var server = new StubServer(body, status: 502);
        using var client = new FluxOsClient(server.Address);

        (await Should.ThrowAsync<FluxOsUnreachableException>(() => client.GetAsync("x"))).Message.ShouldContain("502");
    }

    [Fact]
    public async Task Nobody_there_is_told_with_the_address()
    {
        using var client = new FluxOsClient(StubServer.Nobody);

        (await Should.ThrowAsync<FluxOsUnreachableException>(() => client.GetAsync("x"))).Message.ShouldContain(client.Address.ToString());
    }

    [Fact]
    public async Task Streamed_lines_come_one_by_one_and_an_error_instead_of_them_is_thrown()
    {
        using var text = new StubServer("a\nb\n", type: "text/plain");
        using var client = new FluxOsClient(text.Address);
        (await client.LinesAsync("x", null).ToListAsync()).ShouldBe(["a", "b"]);

        using var error = new StubServer("""{"status":"error","data":{"message":"no"}}""");
        using var refused = new FluxOsClient(error.Address);
        await Should.ThrowAsync<FluxOsException>(async () => await refused.LinesAsync("x", null).ToListAsync());
    }
}
