using System.Net;
using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Devnet;
using Flux.Devnet.Control;
using Flux.Devnet.Machines;

namespace Flux.Functional.Tests.Chain;

/// <summary>A network of five real fluxd for all tests of a class. It mines only when a test asks, so every block is the test's own.</summary>
public sealed class ChainNetwork : IAsyncLifetime
{
    private readonly TemporaryHome home = new();
    private readonly EventLog events = new();

    public LocalNetwork Network { get; private set; } = null!;

    internal DevnetOptions Options => new()
    {
        Home = home.Path,
        FirstAddress = IPAddress.Parse("127.17.0.10"),
        WithFluxos = false,
        Mine = false,
    };

    public async ValueTask InitializeAsync() => Network = await LocalNetwork.StartAsync(Options, events, TimeProvider.System, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (Network is not null) await Network.DisposeAsync();
        home.Dispose();
    }

    public FluxdClient Fluxd(Machine machine) => Network.Fluxd(machine);

    /// <summary>Makes blocks on a machine; their hashes.</summary>
    public async Task<IReadOnlyList<string>> MineAsync(Machine machine, int blocks)
    {
        var hashes = await Fluxd(machine).CallAsync("generate", CancellationToken.None, blocks);
        return [.. hashes.EnumerateArray().Select(hash => hash.GetString()!)];
    }

    public async Task<string> TipAsync(Machine machine) => (await Fluxd(machine).CallAsync("getbestblockhash")).GetString()!;

    /// <summary>Waits until all of them have the same best block.</summary>
    public async Task AgreeAsync(params IReadOnlyList<Machine> machines) =>
        await Eventually.HoldsAsync(
            async () => (await TipsAsync(machines)).Distinct().Count() == 1,
            async () => "one tip; seen: " + string.Join(", ", await TipsAsync(machines)));

    /// <summary>What a machine says of its chain state: coins, node list, and who is paid next.</summary>
    public async Task<string> StateAsync(Machine machine)
    {
        var fluxd = Fluxd(machine);
        var coins = await fluxd.CallAsync("gettxoutsetinfo");
        JsonElement[] parts =
        [
            coins.GetProperty("height"), coins.GetProperty("bestblock"), coins.GetProperty("hash_serialized"), coins.GetProperty("total_amount"),
            await fluxd.CallAsync("viewdeterministicfluxnodelist"), await fluxd.CallAsync("fluxnodecurrentwinner"),
        ];
        return string.Join('\n', parts.Select(part => part.GetRawText()));
    }

    private async Task<IReadOnlyList<string>> TipsAsync(IReadOnlyList<Machine> machines)
    {
        var tips = new List<string>();
        foreach (var machine in machines)
        {
            try { tips.Add(await TipAsync(machine)); }
            catch (RpcUnreachableException) { tips.Add($"{machine.Name} is down"); }
            catch (RpcException e) when (e.Code == RpcErrorCode.WarmUp) { tips.Add($"{machine.Name} starts: {e.Message}"); }
        }
        return tips;
    }
}
