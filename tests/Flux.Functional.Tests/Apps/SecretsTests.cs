using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Apps.Messages;
using Flux.Apps.Secrets;
using Flux.Crypto.Curves;

namespace Flux.Functional.Tests.Apps;

/// <summary>`flux app deploy` and `update --secrets`: sealed on the way, open inside the container, also after a restart; nobody but members gets the key.</summary>
public sealed class SecretsTests
{
    private const string Secret = "s3cr3t-of-the-vault", NewSecret = "n3w-s3cr3t-of-the-vault", ForLater = "for-later-ranks";

    [Fact]
    public async Task Secrets_reach_the_containers_and_nobody_else()
    {
        if (await Docker.WhyNotAsync() is { } reason) Assert.Skip(reason);
        await AppNetwork.BuildImageAsync();
        await using var apps = await AppNetwork.StartAsync("127.35.0.10", "172.22", nodes: 3);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{apps.Network.Nodes[0].Address}:{apps.Network.Options.ApiPort}/") };

        await SealedForAllAsync(apps);
        await ReadByNobodyAsync(apps, http);
        await ChangedAsync(apps);
        await ReadByNobodyAsync(apps, http);
        await SealedForOneAsync(apps, http);
        await RestartedAsync(apps);
    }

    private static async Task SealedForAllAsync(AppNetwork apps)
    {
        var spec = await apps.SpecAsync("vault", root => root["instances"] = 2);
        (await apps.Flux.RunAsync("app", "deploy", spec, "--secrets", await SecretsFileAsync(apps, Secret))).ShouldEndWith(0);
        await HeldByAsync(apps, (Secret, 2));
    }

    /// <summary>The same specification with another secret: without the secrets it would change nothing, and is refused because it would take them away.</summary>
    private static async Task ChangedAsync(AppNetwork apps)
    {
        var spec = await apps.SpecAsync("vault", root => root["instances"] = 2);
        (await apps.Flux.RunAsync("app", "update", spec, "--yes")).ShouldEndWith(6).Errors.ShouldContain("Give them again with --secrets FILE");
        (await apps.Flux.RunAsync("app", "update", spec, "--secrets", await SecretsFileAsync(apps, NewSecret), "--yes")).ShouldEndWith(0);
        await HeldByAsync(apps, (NewSecret, 2), (Secret, 0));
    }

    /// <summary>All nodes die at once and their containers are gone: what they start again has the secrets, also those they had from another member.</summary>
    private static async Task RestartedAsync(AppNetwork apps)
    {
        var before = (await apps.ContainersAsync()).ToHashSet();
        foreach (var machine in apps.Network.Nodes) apps.Network.Supervisor.Kill(machine.OsName);
        await Docker.RemoveAsync(before);
        await HeldByAsync(apps, (NewSecret, 2), (ForLater, 3));
        (await apps.ContainersAsync()).ShouldAllBe(container => !before.Contains(container));
    }

    private static async Task<string> SecretsFileAsync(AppNetwork apps, string secret)
    {
        var file = Path.Combine(apps.Home, "vault.secrets.json");
        await File.WriteAllTextAsync(file, $$$"""{"web":{"environment":["TOKEN={{{secret}}}"]}}""");
        return file;
    }

    private static async Task<int> HoldersOfAsync(AppNetwork apps, string secret) => (await EnvironmentsAsync(apps)).Count(environment => environment.Contains($"TOKEN={secret}"));

    private static async Task ReadByNobodyAsync(AppNetwork apps, HttpClient http)
    {
        foreach (var path in (string[])["apps/appspecifications/vault", "apps/permanentmessages", "apps/temporarymessages", "apps/installedapps"])
        {
            var told = await http.GetStringAsync(new Uri(path, UriKind.Relative));
            foreach (var secret in (string[])[Secret, NewSecret]) told.ShouldNotContain(secret, customMessage: path);
        }
        var hash = (await DataAsync(http, "apps/appspecifications/vault")).GetProperty("hash").GetString()!;
        // A stranger's key, rightly signed, and a member's key with a stranger's signature.
        var member = (await apps.Fluxd.CallAsync("viewdeterministicfluxnodelist"))[0].GetProperty("pubkey").GetString()!;
        (await AskForKeyAsync(http, hash, null)).ShouldContain("no member");
        (await AskForKeyAsync(http, hash, member)).ShouldContain("not by the key");
    }

    // As it is for a rank that joins after the owner signed: two of the three members find no part for them in the seal.
    private static async Task SealedForOneAsync(AppNetwork apps, HttpClient http)
    {
        var owner = (await DataAsync(http, "apps/appowner/vault")).GetString()!;
        var node = (await apps.Fluxd.CallAsync("viewdeterministicfluxnodelist"))[0].GetProperty("pubkey").GetString()!;
        AppSecrets.TryRead($$$"""{"web":{"environment":["TOKEN={{{ForLater}}}"]}}""", out var secrets, out var problem).ShouldBeTrue(problem);
        var seal = SecretSeal.Seal(secrets, "later", owner, [Convert.FromHexString(node)], RandomNumberGenerator.GetBytes(76));
        var spec = await apps.SpecAsync("later", root =>
        {
            root["instances"] = 3;
            root["enterprise"] = seal;
            root["compose"]![0]!["ports"] = new JsonArray(31_001);
        });
        (await apps.Flux.RunAsync("app", "deploy", spec)).ShouldEndWith(0);
        await HeldByAsync(apps, (ForLater, 3));
    }

    // On a slow machine a node may be missed for a moment and somebody starts in its place; who is too many leaves.
    private static Task HeldByAsync(AppNetwork apps, params (string Secret, int Containers)[] wanted) => Eventually.HoldsAsync(
        async () =>
        {
            foreach (var (secret, containers) in wanted)
            {
                if (await HoldersOfAsync(apps, secret) != containers) return false;
            }
            return true;
        },
        async () =>
        {
            var held = new List<string>();
            foreach (var (secret, containers) in wanted) held.Add($"{secret} in {containers} containers (is in {await HoldersOfAsync(apps, secret)})");
            return string.Join(", ", held);
        });

    private static async Task<List<string[]>> EnvironmentsAsync(AppNetwork apps)
    {
        var all = new List<string[]>();
        foreach (var machine in apps.Network.Machines)
        {
            foreach (var container in await Docker.ContainersAsync(machine.EngineNamespace, running: true)) all.Add(await Docker.EnvironmentAsync(container));
        }
        return all;
    }

    private static async Task<string> AskForKeyAsync(HttpClient http, string hash, string? claimedKey)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        Secp256k1.TryGetPublicKey(key, compressed: true, out var own).ShouldBeTrue();
        var (nodeKey, now) = (claimedKey ?? Convert.ToHexStringLower(own), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var body = new JsonObject { ["hash"] = hash, ["nodeKey"] = nodeKey, ["timestamp"] = now, ["signature"] = OwnerSignature.Sign($"flux-secret-key:1:{hash}:{nodeKey}:{now}", key) };
        using var content = new StringContent(body.ToJsonString());
        using var answer = await http.PostAsync(new Uri("apps/secretkey", UriKind.Relative), content);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<JsonElement> DataAsync(HttpClient http, string path) =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement.GetProperty("data").Clone();
}
