using System.Text.Json;
using Flux.Devnet.Machines;
using Flux.Primitives;

namespace Flux.Functional.Tests.Apps;

/// <summary>The journey of `flux app deploy` on a real engine: paid, placed, answering, surviving a death, refunded, gone.</summary>
public sealed class AppJourneyTests
{
    private const string Host = "hello.app.localhost";
    private static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(2), Before = TimeSpan.FromSeconds(3), LongestLoad = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task A_paid_app_runs_on_three_nodes_survives_the_death_of_one_and_is_refunded()
    {
        if (await Docker.WhyNotAsync() is { } reason) Assert.Skip(reason);
        var apps = await AppNetwork.StartAsync("127.31.0.10", "172.26", nodes: 4);
        IReadOnlyList<Machine> machines;
        await using (apps)
        {
            machines = apps.Network.Machines;
            var deployed = await DeployAsync(apps);
            var nodes = deployed.GetProperty("nodes").EnumerateArray().Select(node => node.GetString()!).ToList();
            nodes.Distinct().Count().ShouldBe(3);
            await AnsweredByAsync(apps, nodes);

            await KillAsync(apps, nodes[0], nodes);

            await RemoveAsync(apps, deployed.GetProperty("txid").GetString()!, nodes[0]);
        }
        foreach (var machine in machines) (await Docker.ContainersAsync(machine.EngineNamespace, running: false)).ShouldBeEmpty();
    }

    private static async Task<JsonElement> DeployAsync(AppNetwork apps)
    {
        var result = (await apps.Flux.RunAsync("app", "deploy", AppNetwork.Example("hello"), "-o", "json")).ShouldEndWith(0);
        foreach (var step in (string[])["Checked", "Registered", "Paid", "In block", "Placed", "Healthy", "Answers"]) result.Errors.ShouldContain(step);
        (await apps.Flux.RunAsync("app", "list")).ShouldEndWith(0).Output.ShouldContain("hello");
        (await apps.Flux.RunAsync("app", "why", "hello")).ShouldEndWith(0).Output.ShouldContain("healthy");
        await PaidByHandAsync(apps, JsonDocument.Parse(result.Output).RootElement.GetProperty("hash").GetString()!);
        return JsonDocument.Parse(result.Output).RootElement.Clone();
    }

    /// <summary>A payment made by hand names the app behind its memo, because a node knows the message.</summary>
    private static async Task PaidByHandAsync(AppNetwork apps, string hash)
    {
        var escrow = new Flux.Primitives.Addresses.Address(Flux.Primitives.Addresses.AddressKind.PubKeyHash, Flux.Consensus.Escrow.EscrowAddress.KeyHash).ToText(Flux.Primitives.Addresses.AddressPrefixes.Main);
        var explained = (await apps.Flux.RunAsync("wallet", "-w", "dev", "send", escrow, "0.5", "--memo", $"{hash}.1000", "--dry-run")).ShouldEndWith(0);
        explained.Errors.ShouldContain($"Pays 0.50000000 FLUX for the app 'hello' (message {hash}) for 1000 blocks");
        var unknown = (await apps.Flux.RunAsync("wallet", "-w", "dev", "send", escrow, "0.5", "--memo", new string('a', 64), "--dry-run")).ShouldEndWith(0);
        unknown.Errors.ShouldContain($"for the app message {new string('a', 64)}");
    }

    private static async Task AnsweredByAsync(AppNetwork apps, IReadOnlyCollection<string> nodes)
    {
        var seen = new HashSet<string>();
        using var http = AppNetwork.Visitor();
        await Eventually.HoldsAsync(
            async () =>
            {
                if (await apps.AskAsync(http, Host) is { } node) seen.Add(node);
                return seen.SetEquals(nodes);
            },
            () => Task.FromResult($"answers by {string.Join(", ", nodes)}; seen: {string.Join(", ", seen)}"));
    }

    private static async Task KillAsync(AppNetwork apps, string name, IReadOnlyCollection<string> serving)
    {
        var victim = apps.Network.Nodes.Single(machine => machine.Name == name);
        var spare = apps.Network.Nodes.Select(machine => machine.Name).Single(node => !serving.Contains(node));
        var containers = await Docker.ContainersAsync(victim.EngineNamespace, running: true);
        containers.ShouldNotBeEmpty();
        var load = new RequestLoad(apps, Host);
        Task? death = null;
        await load.RunAsync(elapsed =>
        {
            if (elapsed > Before) death ??= DieAsync(apps, victim, containers);
            return elapsed > LongestLoad || (elapsed > Before * 3 && load.Answers.Any(answer => answer.Node == spare));
        });
        await death!;

        load.Answers.ShouldContain(answer => answer.Node == spare, $"{spare} should have taken over");
        load.LongestOutage().ShouldBeLessThanOrEqualTo(LongestOutage);
    }

    // For good: a program that is stopped is not started again.
    private static async Task DieAsync(AppNetwork apps, Machine victim, string[] containers)
    {
        apps.Network.Supervisor.Kill(victim.OsName);
        var stopped = apps.Network.Supervisor.StopAsync(victim.OsName);
        await Docker.KillAsync(containers);
        await stopped;
    }

    private static async Task RemoveAsync(AppNetwork apps, string paymentId, string dead)
    {
        var coin = await EscrowCoinAsync(apps, paymentId);
        (await apps.Flux.RunAsync("app", "remove", "hello")).ShouldEndWith(7).Errors.ShouldContain("Ends the payment for the app 'hello'");
        var removed = JsonDocument.Parse((await apps.Flux.RunAsync("app", "remove", "hello", "--yes", "-o", "json")).ShouldEndWith(0).Output).RootElement;

        // architecture, "Escrow coins, exactly": v − (v / blocks)·age.
        var age = removed.GetProperty("judgedAtHeight").GetInt64() - coin.Start;
        var worth = coin.Value - (coin.Value / coin.Blocks * age);
        (Satoshis(removed.GetProperty("refund")) + Satoshis(removed.GetProperty("fee"))).ShouldBe(worth);
        var id = removed.GetProperty("txid").GetString()!;
        await Eventually.HoldsAsync(
            async () => (await apps.Fluxd.CallAsync("getrawtransaction", CancellationToken.None, id, 1)).TryGetProperty("confirmations", out var depth) && depth.GetInt32() > 0,
            () => Task.FromResult($"refund {id} in a block"));
        var paid = (await apps.Fluxd.CallAsync("gettxout", CancellationToken.None, id, 0)).GetProperty("value").GetDecimal();
        ((long)(paid * Amount.Coin)).ShouldBe(Satoshis(removed.GetProperty("refund")));

        var living = apps.Network.Nodes.Where(machine => machine.Name != dead).ToList();
        await Eventually.HoldsAsync(
            async () =>
            {
                var left = await Task.WhenAll(living.Select(machine => Docker.ContainersAsync(machine.EngineNamespace, running: false)));
                return left.All(containers => containers.Length == 0);
            },
            () => Task.FromResult("no container of the removed app on a living node"));
        (await apps.Flux.RunAsync("app", "show", "hello")).ShouldEndWith(3);
    }

    private static async Task<(long Value, long Start, long Blocks)> EscrowCoinAsync(AppNetwork apps, string paymentId)
    {
        for (var index = 0; index < 3; index++)
        {
            var coin = await apps.Fluxd.CallAsync("gettxout", CancellationToken.None, paymentId, index);
            if (coin.ValueKind == JsonValueKind.Object && coin.TryGetProperty("escrowblocks", out var blocks))
                return ((long)(coin.GetProperty("value").GetDecimal() * Amount.Coin), coin.GetProperty("escrowstart").GetInt64(), blocks.GetInt64());
        }
        throw new InvalidOperationException($"{paymentId} has no escrow coin");
    }

    private static long Satoshis(JsonElement amount)
    {
        Amount.TryParse(amount.GetString(), out var read).ShouldBeTrue();
        return read.Satoshis;
    }
}
