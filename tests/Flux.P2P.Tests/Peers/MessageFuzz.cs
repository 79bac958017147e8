using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Flux.P2P.Tests.Support;
using Flux.P2P.Tests.Wire;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Peers;

/// <summary>
/// Broken, cut, mixed and random messages against a live node from several connections at once, while honest peers go on: nothing crashes, nobody
/// honest is punished or dropped, and what the node holds does not grow.
/// </summary>
[Collection(nameof(MessageFuzz))]
public sealed class MessageFuzz(ITestOutputHelper output)
{
    private const int Attackers = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);
    private static readonly byte[][] Payloads = [.. Samples.All.Select(PayloadOf)];
    private static readonly Dictionary<string, int> FirstOf = Samples.All.Select((message, i) => (message.Command, i)).DistinctBy(pair => pair.Command).ToDictionary(pair => pair.Command, pair => pair.i);
    private static readonly string[] Commands = [.. MessageCatalog.Commands];

    [Fact]
    public Task A_million_messages_break_nothing() => AttackAsync(1_000_000);

    [Fact]
    [Trait("Category", "Long")]
    public Task Fifty_million_messages_break_nothing() => AttackAsync(50_000_000);

    private async Task AttackAsync(long messages)
    {
        var pool = new MemoryPool();
        await using var node = await TestNode.StartAsync(new MemoryChain { TakesNotes = false }, pool: pool);
        node.Chain.Add(TestBlocks.Chain(TestBlocks.Genesis, 30));
        await using var honest = await TestNode.StartAsync();
        await honest.ConnectToAsync(node);
        await using var innocent = await ScriptedPeer.ReadyAsync(node);
        await Eventually.BecomesTrueAsync(() => honest.Chain.Tip == node.Chain.Tip, "the honest node has the chain");
        // What counts is what the node has read: much of what is sent to a connection lies in buffers when the node closes it.
        using var stop = new CancellationTokenSource();
        var living = LiveAsync(innocent, stop.Token);
        var begun = node.Network.Totals.Messages;
        long Read() => node.Network.Totals.Messages - begun;
        long sent = 0;
        bool GoesOn() => Interlocked.Increment(ref sent) > 0 && Read() < messages;
        var attacks = Enumerable.Range(1, Attackers).Select(seed => Task.Run(() => AttackAsync(node, new Random(seed), GoesOn))).ToArray();
        var before = await MemoryAfterAsync(() => Read() > messages / 10, Task.WhenAny(attacks));
        for (var tenth = 2; tenth < 10; tenth++)
            Report($"{await MemoryAfterAsync(() => Read() > messages / 10 * tenth, Task.WhenAny(attacks)) / 1_000_000} MB after {Read()}");
        await Task.WhenAll(attacks);

        await stop.CancelAsync();
        await living;
        await innocent.SettleAsync();
        var block = node.Chain.Mine();
        await Eventually.BecomesTrueAsync(() => honest.Chain.Tip == block.Hash, "a new block still comes through");
        var facts = await node.Network.PeersAsync();
        facts.Where(peer => peer.LocalAddress is not null).Count(peer => peer.BanScore == 0).ShouldBeGreaterThanOrEqualTo(2, "the honest ones have no points");
        (await node.Network.BansAsync()).ShouldBeEmpty();
        honest.Network.ConnectionCount.ShouldBe(1);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        output.WriteLine($"{Read()} messages read of {sent} sent; {before / 1_000_000} MB after a tenth, {after / 1_000_000} MB at the end");
        after.ShouldBeLessThan(Math.Max(before, 20_000_000) * 2, "memory does not grow");
    }

    /// <summary>Into the test's output and, for whoever waits for the long run with <c>--xunit-diagnostics on</c>, at once.</summary>
    private void Report(string line)
    {
        output.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage(line);
    }

    /// <summary>Answers pings, as every honest peer does: however long this takes, it is not dropped for silence.</summary>
    private static async Task LiveAsync(ScriptedPeer peer, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5));
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) await peer.AnswerPingsAsync();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The attack is over.
        }
    }

    private static async Task<long> MemoryAfterAsync(Func<bool> reached, Task orUntil)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!reached() && !orUntil.IsCompleted) await timer.WaitForNextTickAsync();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Connects anew whenever the node has had enough.</summary>
    private static async Task AttackAsync(TestNode node, Random random, Func<bool> goesOn)
    {
        while (goesOn())
        {
            await using var peer = await ScriptedPeer.ConnectAsync(node);
            try
            {
                if (random.Next(10) > 0) await peer.SendAsync(ScriptedPeer.Version with { Nonce = (ulong)random.NextInt64() });
                if (random.Next(10) > 0) await peer.SendAsync(VerackMessage.Instance);
                if (random.Next(200) == 0) await FloodAsync(peer, random, goesOn);
                else await TalkAsync(peer, random, goesOn);
            }
            catch (Exception end) when (end is SocketException or IOException or ObjectDisposedException)
            {
                // The node has closed.
            }
        }
    }

    /// <summary>As fast as it goes.</summary>
    private static async Task FloodAsync(ScriptedPeer peer, Random random, Func<bool> goesOn)
    {
        using var drain = new CancellationTokenSource();
        var reading = peer.DrainAsync(drain.Token);
        for (var i = 0; i < 2_000 && !reading.IsCompleted && goesOn(); i++) await peer.SendRawAsync(Next(random));
        await drain.CancelAsync();
        await reading;
    }

    /// <summary>No faster than the node reads, so that little is sent in vain. Where it does not answer, it waits for the rest of a frame, and gets it.</summary>
    private static async Task TalkAsync(ScriptedPeer peer, Random random, Func<bool> goesOn)
    {
        for (var nonce = 1UL; nonce < 200; nonce++)
        {
            for (var i = 0; i < 16; i++)
            {
                if (!goesOn()) return;
                await peer.SendRawAsync(Next(random));
            }
            await peer.SendAsync(new PingMessage(nonce));
            if (!await peer.DrainToPongAsync(nonce, Patience)) return;
        }
    }

    private static byte[] Next(Random random)
    {
        var command = Commands[random.Next(Commands.Length)];
        var payload = random.Next(3) > 0 ? Payloads[FirstOf[command]] : Payloads[random.Next(Payloads.Length)];
        payload = random.Next(5) switch
        {
            0 => payload,
            1 => payload[..random.Next(payload.Length + 1)],
            2 => [.. payload, .. Bytes(random, random.Next(1, 50))],
            3 => Bytes(random, random.Next(200)),
            _ => Changed(random, payload),
        };
        return Frame(random, command, payload);
    }

    private static byte[] Changed(Random random, byte[] payload)
    {
        var changed = payload.ToArray();
        for (var i = 0; i < 3 && changed.Length > 0; i++) changed[random.Next(changed.Length)] = (byte)random.Next(256);
        return changed;
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A frame by hand; one in fifty has a wrong checksum, command, length or start.</summary>
    private static byte[] Frame(Random random, string command, byte[] payload)
    {
        var frame = new byte[24 + payload.Length];
        TestNode.MessageStart.Span.CopyTo(frame);
        Encoding.ASCII.GetBytes(command).CopyTo(frame, 4);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(16), payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(20), FrameCodec.Checksum(payload));
        payload.CopyTo(frame, 24);
        if (random.Next(50) == 0) frame[random.Next(24)] ^= (byte)(1 << random.Next(8));
        return frame;
    }

    private static byte[] PayloadOf(IMessage message)
    {
        var bytes = new ArrayBufferWriter<byte>();
        message.Write(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
