using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flux.Functional.Tests.Apps;

/// <summary>
/// A real node that is killed while it changes the only instance of an app, at each thing that happens to its containers: the app ends up in the
/// new version, once, with its data. What one process leaves at every single request is in KillTests of Flux.Orchestration.
/// </summary>
public sealed class UpdateKillTests
{
    private const string Name = "stubborn", Host = "stubborn.app.localhost";

    // As the example's start; what it wrote when it was born stays in its volume.
    private const string Start = """
        [ -f /data/born ] || echo "$GREETING" > /data/born
        printf '{"node":"%s","greeting":"%s","born":"%s"}' "$FLUX_NODE_NAME" "$GREETING" "$(cat /data/born)" > /www/index.json
        printf 'I:index.json\n.json:application/json\n' > /tmp/httpd.conf
        trap 'exit 0' TERM INT
        httpd -f -p 8080 -h /www -c /tmp/httpd.conf &
        wait
        """;

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_node_killed_in_the_middle_of_an_update_ends_with_the_new_version_once_and_its_data()
    {
        if (await Docker.WhyNotAsync() is { } reason) Assert.Skip(reason);
        await AppNetwork.BuildImageAsync();
        await using var apps = await AppNetwork.StartAsync("127.38.0.10", "172.19", nodes: 1);
        (await apps.Flux.RunAsync("app", "deploy", await SpecAsync(apps, "hello"))).ShouldEndWith(0);
        await SaysAsync(apps, "hello");

        foreach (var happens in (string[])["die", "rename", "create", "start", "destroy"])
        {
            await KilledWhenAsync(apps, happens);
            await SaysAsync(apps, happens);
            await OneIsLeftAsync(apps);
        }
    }

    private static async Task KilledWhenAsync(AppNetwork apps, string happens)
    {
        var node = apps.Network.Nodes[0];
        var restarts = apps.Network.Supervisor.Report(node.OsName)!.Restarts;
        using var events = Docker.Events(node.EngineNamespace);
        try
        {
            var update = apps.Flux.RunAsync("app", "update", await SpecAsync(apps, happens), "--yes");
            while (await events.StandardOutput.ReadLineAsync() is { } line && line != happens)
            {
            }
            apps.Network.Supervisor.Kill(node.OsName);
            await update;
        }
        finally
        {
            events.Kill();
            await events.WaitForExitAsync();
        }
        await Eventually.HoldsAsync(() => Task.FromResult(apps.Network.Supervisor.Report(node.OsName)!.Restarts > restarts), () => Task.FromResult("a restart of the node"));
    }

    private static Task<string> SpecAsync(AppNetwork apps, string greeting) => apps.SpecAsync(Name, root =>
    {
        root["instances"] = 1;
        root["compose"]![0]!["commands"] = new JsonArray("sh", "-c", Start);
        root["compose"]![0]!["environmentParameters"] = new JsonArray($"GREETING={greeting}");
    });

    private static async Task SaysAsync(AppNetwork apps, string greeting)
    {
        using var http = AppNetwork.Visitor();
        var last = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{apps.Network.Options.Gateway}/") { Headers = { Host = Host } };
                try
                {
                    using var answer = await http.SendAsync(request);
                    last = await answer.Content.ReadAsStringAsync();
                    return answer.IsSuccessStatusCode && JsonDocument.Parse(last).RootElement is var said && said.GetProperty("greeting").GetString() == greeting && said.GetProperty("born").GetString() == "hello";
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException)
                {
                    last = e.Message;
                    return false;
                }
            },
            () => Task.FromResult($"'{greeting}' from an app that was born with 'hello'; the last answer: {last}"));
    }

    private static async Task OneIsLeftAsync(AppNetwork apps)
    {
        var space = apps.Network.Nodes[0].EngineNamespace;
        await Eventually.HoldsAsync(async () => (await Docker.ContainersAsync(space, running: false)).Length == 1, async () => $"one container; there are {(await Docker.ContainersAsync(space, running: false)).Length}");
        (await Docker.ContainersAsync(space, running: true)).Length.ShouldBe(1);
        (await Docker.NetworksAsync(space)).Length.ShouldBe(1);
        (await File.ReadAllLinesAsync("/proc/self/mounts")).Count(line => line.Contains($"{apps.Home}/", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(1);
    }
}
