using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Flux.Consensus.Networks;
using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Daemon.Node;
using Flux.Daemon.Options;
using Flux.Mining.Solver;
using Flux.Mining.Stratum;
using Flux.Primitives.Addresses;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Daemon.Tests.Stratum;

/// <summary>The whole way: a miner at a socket, jobs made of the node's templates, blocks that the node accepts on network <c>local</c>.</summary>
public sealed class StratumMiningTests : IDisposable
{
    private const string MinerAddress = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo";
    private readonly string _directory = Directory.CreateTempSubdirectory("flux-stratum").FullName;
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));

    [Fact]
    public async Task Mines_blocks_on_local_through_the_socket()
    {
        // Old enough that the chain is behind its pace: nothing waits.
        var network = NetworkCatalog.Local((uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 3600);
        await using var node = await FluxdNode.StartAsync(Options(network), TimeProvider.System, NullLoggerFactory.Instance, _deadline.Token);
        await using var mining = new MiningService(node, NullLoggerFactory.Instance);
        await using var server = StratumServer.Start(
            new StratumOptions { Endpoint = new IPEndPoint(IPAddress.Loopback, 0) }, network, new StratumPort(node, mining), TimeProvider.System, NullLogger<StratumServer>.Instance);

        await MineAsync(server.Endpoint, () => node.Chain.Snapshot.Height >= 3);

        node.Chain.Snapshot.Height.ShouldBeGreaterThanOrEqualTo(3);
        // A block is counted when its way is over, a moment after it became the tip.
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (server.Statistics.Workers.Single().Blocks != node.Chain.Snapshot.Height) await looks.WaitForNextTickAsync(_deadline.Token);
        Address.TryParse(MinerAddress, network.Addresses, out var address).ShouldBeTrue();
        node.Chain.ReadBlock(node.Chain.Snapshot.Tip.Hash)!.Transactions[0].Outputs[0].ScriptPubKey.ShouldBe(address.ToScript());
    }

    public void Dispose()
    {
        _deadline.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task MineAsync(IPEndPoint server, Func<bool> isDone)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server, _deadline.Token);
        using var reader = new StreamReader(client.GetStream());
        await SendAsync(client, """{"id":1,"method":"mining.subscribe","params":["test",null,"127.0.0.1",3333]}""");
        var nonce1 = (await LineAsync(reader)).GetProperty("result")[1].GetString()!;
        await SendAsync(client, """{"id":2,"method":"mining.authorize","params":["rig","x"]}""");
        using var solver = EquihashSolver.Create(EquihashParameters.Zcash48x5);
        var seed = 0;
        while (!isDone())
        {
            var line = await LineAsync(reader);
            if (!line.TryGetProperty("method", out var method) || method.GetString() != "mining.notify") continue;
            await SendAsync(client, $$"""{"id":3,"method":"mining.submit","params":["rig",{{Solve(solver, line.GetProperty("params"), nonce1, ref seed)}}]}""");
        }
    }

    private static string Solve(EquihashSolver solver, JsonElement job, string nonce1, ref int seed)
    {
        var target = CompactTarget.Decode(BinaryPrimitives.ReadUInt32LittleEndian(Convert.FromHexString(job[6].GetString()!)));
        while (true)
        {
            var nonce2 = (++seed).ToString("x8", CultureInfo.InvariantCulture) + new string('0', 56 - nonce1.Length);
            var front = Convert.FromHexString(string.Concat(Enumerable.Range(1, 6).Select(i => job[i].GetString())) + nonce1 + nonce2);
            byte[]? found = null;
            solver.Solve(
                front,
                solution =>
                {
                    byte[] prefixed = [(byte)solution.Length, .. solution];
                    if (UInt256.FromLittleEndian(SHA256.HashData(SHA256.HashData([.. front, .. prefixed]))) > target) return false;
                    found = prefixed;
                    return true;
                },
                CancellationToken.None);
            if (found is not null) return $"\"{job[0].GetString()}\",\"{job[5].GetString()}\",\"{nonce2}\",\"{Convert.ToHexStringLower(found)}\"";
        }
    }

    private async Task SendAsync(TcpClient client, string line) => await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(line + "\n"), _deadline.Token);

    private async Task<JsonElement> LineAsync(StreamReader reader)
    {
        using var document = JsonDocument.Parse(await reader.ReadLineAsync(_deadline.Token) ?? throw new EndOfStreamException());
        return document.RootElement.Clone();
    }

    private DaemonOptions Options(Network network) => new()
    {
        DataDirectory = _directory,
        Network = network,
        RpcEndpoint = new IPEndPoint(IPAddress.Loopback, 1),
        CookieFile = Path.Combine(_directory, ".cookie"),
        MinerAddress = MinerAddress,
    };
}
