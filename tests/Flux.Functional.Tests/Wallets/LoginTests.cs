using System.Text.Json;
using Flux.Functional.Tests.Apps;

namespace Flux.Functional.Tests.Wallets;

/// <summary><c>flux wallet login</c> at real FluxOS nodes.</summary>
public sealed class LoginTests
{
    [Fact]
    public async Task A_login_opens_the_node_it_names_and_no_other()
    {
        await using var apps = await AppNetwork.StartAsync("127.34.0.10", "172.23", nodes: 2);
        var (first, second) = (apps.Network.Nodes[0].Api, apps.Network.Nodes[1].Api);

        var answer = JsonDocument.Parse((await apps.Flux.RunAsync("wallet", "-w", "dev", "login", first.ToString(), "-y", "-o", "json")).ShouldEndWith(0).Output).RootElement;

        answer.GetProperty("privilege").GetString().ShouldNotBeNullOrEmpty();
        var header = answer.GetProperty("zelidauth").GetString()!;
        Uri.UnescapeDataString(header).ShouldContain($"loginPhrase=flux-login:1:{first.Authority}:");
        var sessions = await AskAsync(first, header);
        sessions.GetProperty("status").GetString().ShouldBe("success", sessions.GetRawText());
        // The text speaks for itself: no session is left behind that somebody could take over.
        sessions.GetProperty("data").GetArrayLength().ShouldBe(0);
        // Whoever runs the first node can't use the signature at the second.
        (await AskAsync(second, header)).GetProperty("status").GetString().ShouldBe("error");

        // An older node's bare phrase: signed only when asked for, and issued by that node.
        (await apps.Flux.RunAsync("wallet", "-w", "dev", "login", second.ToString(), "--legacy", "-y")).ShouldEndWith(0).Output.ShouldContain("Logged in as");
        (await apps.Flux.RunAsync("wallet", "-w", "dev", "login", second.ToString())).ShouldEndWith(7).Errors.ShouldContain($"Log in to {second.Authority} as 1");
        (await apps.Flux.RunAsync("wallet", "-w", "dev", "login", "http://127.34.0.99:1/", "-y")).ShouldEndWith(5);
    }

    private static async Task<JsonElement> AskAsync(Uri node, string header)
    {
        using var http = new HttpClient { BaseAddress = node };
        using var request = new HttpRequestMessage(HttpMethod.Get, "id/loggedsessions");
        request.Headers.TryAddWithoutValidation("zelidauth", header);
        using var response = await http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Clone();
    }
}
