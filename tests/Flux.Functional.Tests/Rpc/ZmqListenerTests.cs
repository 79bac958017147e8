using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Functional.Tests.Rpc;

/// <summary>What a subscriber of another make (libzmq, from Python) hears of a real daemon that is a FluxNode.</summary>
public sealed class ZmqListenerTests
{
    private const string Python = "/usr/bin/python3";

    private static readonly string[] Topics = ["hashblock", "hashtx", "rawblock", "rawtx", "checkedblock", "hashblockheight", "chainreorg", "fluxnodelistdelta", "fluxnodestatus"];

    [Fact]
    public async Task Every_topic_is_heard_without_a_gap_and_the_node_s_life_is_told()
    {
        Assert.SkipUnless(HasLibrary(), $"{Python} has no zmq module (apt-get install python3-zmq)");
        byte[] secret = [.. new byte[31], 77];
        Secp256k1.TryGetPublicKey(secret, compressed: true, out var publicKey).ShouldBeTrue();
        var own = new Address(AddressKind.PubKeyHash, Hash160.Of(publicKey)).ToText(AddressPrefixes.Main);
        var first = await FluxdProcess.StartAsync([$"-mineraddress={own}"]);
        var (txid, index, nodeKey) = await PrepareAsync(first, own, Wif.Encode(secret, compressed: true, AddressPrefixes.Main));
        var feed = $"tcp://127.0.0.1:{FluxdProcess.FreePort()}";
        string[] node = ["-fluxnode", $"-zelnodeprivkey={nodeKey}", $"-zelnodeoutpoint={txid}", $"-zelnodeindex={index}", "-externalip=127.0.0.1:16125"];
        await using var fluxd = await first.RestartAsync([$"-mineraddress={own}", .. node, .. Topics.Select(topic => $"-zmqpub{topic}={feed}")]);
        using var client = fluxd.Client();
        using var listener = new Listener(feed);
        await listener.HearsFirstAsync(() => client.CallAsync("generate", default, 1));
        (await client.CallAsync("startfluxnode", default, "alias", "false", "first")).GetProperty("overall").GetString()!.ShouldContain("Successfully started 1");
        await client.CallAsync("generate", default, 1);
        await MineUntilAsync(client, listener, () => listener.Of("fluxnodestatus").Any(message => message.Body[8..10] == "03"));
        var tip = (await client.CallAsync("getbestblockhash")).GetString()!;
        await client.CallAsync("invalidateblock", default, tip);
        await listener.HearsAsync("chainreorg", 1);
        await listener.HearsAsync("fluxnodestatus", 4);

        foreach (var topic in Topics)
        {
            var numbers = listener.Of(topic).Select(message => message.Number).ToList();
            numbers.Count.ShouldBeGreaterThan(0, topic);
            numbers.ShouldBe(Enumerable.Range((int)numbers[0], numbers.Count).Select(number => (uint)number), topic);
        }
        var deltas = listener.Of("fluxnodelistdelta").Select(message => message.Body).ToList();
        foreach (var (before, after) in deltas.Zip(deltas.Skip(1))) after[16..80].ShouldBe(before[80..144], "each begins where the one before ended");
        var added = deltas.Single(body => body[146..148] == "01");
        added[148..].ShouldStartWith(txid + IndexHex(index), Case.Sensitive, added);
        var status = listener.Of("fluxnodestatus").Select(message => message.Body[8..10]).ToList();
        status.ShouldBe(["05", "01", "03", "01"], "nowhere before its START, started, confirmed, and started again when the block with its CONFIRM was taken back");
        listener.Of("fluxnodestatus")[^1].Body.ShouldContain(txid);
    }

    private static async Task<(string TxId, int Index, string NodeKey)> PrepareAsync(FluxdProcess fluxd, string own, string key)
    {
        using var client = fluxd.Client();
        await client.CallAsync("generate", default, 20);
        await client.CallAsync("importprivkey", default, key);
        var txid = (await client.CallAsync("sendtoaddress", default, own, 1000)).GetString()!;
        await client.CallAsync("generate", default, 12);
        var outputs = (await client.CallAsync("getrawtransaction", default, txid, 1)).GetProperty("vout");
        var index = outputs.EnumerateArray().Single(output => output.GetProperty("value").GetDecimal() == 1000).GetProperty("n").GetInt32();
        var nodeKey = (await client.CallAsync("createfluxnodekey")).GetString()!;
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(fluxd.Cookie)!, "fluxnode.conf"), $"first 127.0.0.1:16125 {nodeKey} {txid} {index}\n");
        return (txid, index, nodeKey);
    }

    private static async Task MineUntilAsync(Contracts.Rpc.FluxdClient client, Listener listener, Func<bool> isReached)
    {
        await Eventually.HoldsAsync(
            async () =>
            {
                if (isReached()) return true;
                // The node's own CONFIRM comes between two blocks.
                if ((await client.CallAsync("getrawmempool")).GetArrayLength() > 0) await client.CallAsync("generate", default, 1);
                return isReached();
            },
            () => Task.FromResult(string.Join(Environment.NewLine, listener.Of("fluxnodestatus"))));
    }

    private static string IndexHex(int index) => Convert.ToHexStringLower(BitConverter.GetBytes(index));

    private static bool HasLibrary()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import zmq"]) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private sealed record Message(string Topic, string Body, uint Number);

    private sealed class Listener : IDisposable
    {
        private readonly Process _process;
        private readonly ConcurrentQueue<Message> _heard = [];

        public Listener(string feed, [CallerFilePath] string here = "")
        {
            var script = Path.Combine(Path.GetDirectoryName(here)!, "zmq-listener.py");
            _process = Process.Start(new ProcessStartInfo(Python, [script, feed]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            _process.OutputDataReceived += (_, line) => Remember(line.Data);
            _process.BeginOutputReadLine();
        }

        public IReadOnlyList<Message> Of(string topic) => [.. _heard.Where(message => message.Topic == topic)];

        /// <summary>A subscription takes effect a moment later, so things happen until one is heard of.</summary>
        public Task HearsFirstAsync(Func<Task> happen) => Eventually.HoldsAsync(
            async () =>
            {
                await happen();
                return !_heard.IsEmpty;
            },
            () => Task.FromResult("nothing heard"));

        public Task HearsAsync(string topic, int count) => Eventually.HoldsAsync(() => Task.FromResult(Of(topic).Count >= count), () => Task.FromResult($"{topic}: {Of(topic).Count}"));

        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }

        private void Remember(string? line)
        {
            if (line?.Split(' ') is [var topic, var body, var number]) _heard.Enqueue(new Message(topic, body, uint.Parse(number, CultureInfo.InvariantCulture)));
        }
    }
}
