using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Crypto.Curves;
using Flux.Functional.Tests.Commands;
using Flux.Functional.Tests.Rpc;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Functional.Tests.Chain;

/// <summary>An operator's way to a second node without a long download: a snapshot of the first, checked, started from, its history judged over a real connection.</summary>
public sealed class SnapshotJourneyTests : IDisposable
{
    private const int Blocks = 130;

    private readonly TemporaryHome _home = new();
    private readonly byte[] _secret = [.. new byte[31], 77];
    private readonly string _genesis = DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private string File => Path.Combine(_home.Path, "state.snapshot");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_second_node_starts_from_the_first_one_s_state_judges_its_history_and_takes_part()
    {
        var port = FluxdProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        await using var first = await StartAsync("-listen=1", "-bind=127.0.0.1", $"-port={port}");
        using var maker = first.Client();
        await MakeHistoryAsync(maker);
        var exported = await Cli("chain", "snapshot", "export", File, "--rpc", Url(first), "--cookie", first.Cookie, "-o", "json");
        exported.ExitCode.ShouldBe(0, exported.Errors);
        var hash = JsonDocument.Parse(exported.Output).RootElement.GetProperty("sha256").GetString()!;
        var said = await Cli("chain", "snapshot", "check", File, "--hash", hash, "--rpc", Url(first), "--cookie", first.Cookie);
        said.Output.ShouldContain($"-snapshothash={hash}");

        await using var second = await StartAsync($"-snapshot={File}", $"-snapshothash={hash}", "-txindex=0", "-addressindex=0");
        using var starter = second.Client();

        // Alone it has the state and trusts it with nothing.
        (await starter.CallAsync("getblockcount")).GetInt32().ShouldBe(Blocks);
        (await JudgedAsync(starter)).ShouldBeFalse();
        foreach (var method in (string[])["generate", "getblocktemplate"])
        {
            var refusal = await Should.ThrowAsync<RpcException>(() => method == "generate" ? starter.CallAsync(method, default, 1) : starter.CallAsync(method));
            refusal.Message.ShouldContain("judged up to 0 of 130");
        }
        (await starter.CallAsync("getmininginfo")).GetProperty("obstacle").GetString()!.ShouldContain("history");

        await starter.CallAsync("addnode", default, $"127.0.0.1:{port}", "onetry");
        await Eventually.HoldsAsync(() => JudgedAsync(starter), async () => "the history to be judged: " + (await starter.CallAsync("getblockchaininfo")).GetRawText());

        await TakesPartAsync(maker, starter);
    }

    [Fact]
    public async Task A_wrong_hash_and_a_damaged_file_are_refused_with_what_to_do()
    {
        await using var first = await StartAsync();
        using var maker = first.Client();
        await maker.CallAsync("generate", default, 12);
        await Cli("chain", "snapshot", "export", File, "--rpc", Url(first), "--cookie", first.Cookie);
        var good = Convert.ToHexStringLower(SHA256.HashData(await System.IO.File.ReadAllBytesAsync(File)));
        var wrong = new string('7', 64);

        (await RefusedAsync(wrong)).ShouldContain($"its SHA-256 is {good}, where -snapshothash names {wrong}");
        var checkedWrong = await Cli("chain", "snapshot", "check", File, "--hash", wrong, "--rpc", Url(first), "--cookie", first.Cookie);
        checkedWrong.ExitCode.ShouldBe(6);
        checkedWrong.Errors.ShouldContain(good);

        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        bytes[bytes.Length / 2] ^= 0x10;
        await System.IO.File.WriteAllBytesAsync(File, bytes[..^3]);
        (await RefusedAsync(good)).ShouldContain("Fetch it again");
        var checkedDamaged = await Cli("chain", "snapshot", "check", File, "--rpc", Url(first), "--cookie", first.Cookie);
        checkedDamaged.ExitCode.ShouldBe(6);
        checkedDamaged.Errors.ShouldContain("is no snapshot that a node could start from");
    }

    /// <summary>Blocks with payments, so that there is more than coinbases to agree about.</summary>
    private async Task MakeHistoryAsync(FluxdClient maker)
    {
        await maker.CallAsync("generate", default, 20);
        await maker.CallAsync("importprivkey", default, Wif.Encode(_secret, compressed: true, AddressPrefixes.Main));
        for (var i = 0; i < 10; i++)
        {
            await maker.CallAsync("sendtoaddress", default, Own(), 3 + i);
            await maker.CallAsync("generate", default, 11);
        }
        (await maker.CallAsync("getblockcount")).GetInt32().ShouldBe(Blocks);
    }

    /// <summary>A payment made at the first is mined by the second and accepted by the first; both have the same coins then.</summary>
    private async Task TakesPartAsync(FluxdClient maker, FluxdClient starter)
    {
        var paid = (await maker.CallAsync("sendtoaddress", default, Own(), 1)).GetString()!;
        await Eventually.HoldsAsync(async () => (await starter.CallAsync("getrawmempool")).GetRawText().Contains(paid, StringComparison.Ordinal), () => Task.FromResult("the payment in the second's mempool"));
        var block = (await starter.CallAsync("generate", default, 1))[0].GetString()!;
        await Eventually.HoldsAsync(async () => (await maker.CallAsync("getbestblockhash")).GetString() == block, () => Task.FromResult("the second's block as the first's tip"));
        (await maker.CallAsync("getrawtransaction", default, paid, 1)).GetProperty("blockhash").GetString().ShouldBe(block);
        (await starter.CallAsync("gettxoutsetinfo")).GetProperty("hash_serialized").GetString().ShouldBe((await maker.CallAsync("gettxoutsetinfo")).GetProperty("hash_serialized").GetString());
    }

    private async Task<string> RefusedAsync(string hash)
    {
        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => StartAsync($"-snapshot={File}", $"-snapshothash={hash}", "-txindex=0", "-addressindex=0"));
        return refusal.Message;
    }

    private static async Task<bool> JudgedAsync(FluxdClient fluxd) =>
        (await fluxd.CallAsync("getblockchaininfo")).GetProperty("snapshot").GetProperty("judged").GetBoolean();

    private Task<FluxdProcess> StartAsync(params string[] arguments) => FluxdProcess.StartAsync([$"-genesistime={_genesis}", $"-mineraddress={Own()}", .. arguments]);

    private Task<CommandResult> Cli(params string[] arguments) => new FluxCommand(_home.Path, "127.0.0.1").RunAsync(arguments);

    private static string Url(FluxdProcess fluxd) => $"http://{fluxd.Endpoint}/";

    private string Own()
    {
        Secp256k1.TryGetPublicKey(_secret, compressed: true, out var publicKey).ShouldBeTrue();
        return new Address(AddressKind.PubKeyHash, Hash160.Of(publicKey)).ToText(AddressPrefixes.Main);
    }
}
