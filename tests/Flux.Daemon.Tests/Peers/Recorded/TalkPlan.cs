using Flux.Chain;
using Flux.Chain.Mempool;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>
/// Where each session is played. The daemon of the recording stood at height 1400 in some and at 1406 to 1408 in most; those it recorded later
/// (1410 to 1421) rest on blocks that no session carries, and are played at 1406, with the recorded blocks 1407 and 1408 as those that "the daemon
/// makes".
/// </summary>
internal static class TalkPlan
{
    /// <summary>Not played over a socket, and why.</summary>
    public static IReadOnlyDictionary<string, string> NotPlayed { get; } = new Dictionary<string, string>
    {
        ["client-compact-with-transactions"] = "its block 1419 and two of its four transactions were never sent whole; short ids, keys and `blocktxn` are checked in `CompactBlocksTests`, the talk itself in `CompactBlockTests` and `ServingTests`",
    };

    /// <summary>Sessions of two daemons; played in both roles by tests of their own.</summary>
    public static IReadOnlyList<string> TwoDaemons { get; } = ["sync-1400", "relay", "reconnect-reorg"];

    private const long ClockOf1400 = 1700115779;
    private const long ClockOf1406 = 1700116232;

    public static bool IsAt1400(RecordedTalk talk) => talk.Clock == ClockOf1400;

    public static bool IsAt1406(RecordedTalk talk) => talk.Clock == ClockOf1406;

    public static bool IsMoved(RecordedTalk talk) => talk.Clock > ClockOf1406 && !NotPlayed.ContainsKey(talk.Name);

    public static bool IsOpener(RecordedTalk talk) => talk.Name.StartsWith("listener", StringComparison.Ordinal);

    /// <summary>Fits a session that was recorded later to the chain of height 1406.</summary>
    public static void Move(TalkScript script, TalkStage stage)
    {
        var made = new[] { stage.Recorded("fdc88853dcbb"), stage.Recorded("12be4f58f24d") };
        script.Expect("version", 0, payload =>
        {
            BitConverter.TryWriteBytes(payload.AsSpan(payload.Length - 5), 1406);
            return payload;
        });
        script.Loosen("getheaders");
        stage.Clock.Now = BitConverter.ToInt64(script.Steps.First(step => step.IsOurs && step.Frame.Command == "version").Frame.Payload, 12);
        var blocks = script.Steps.Count(step => step.Frame.Note == "the daemon makes a block");
        switch (script.Talk.Name)
        {
            case "client-announce-inv" or "client-announce-sendcmpct-v2":
                for (var i = 0; i < made.Length; i++) script.Expect("inv", i, _ => [1, 2, 0, 0, 0, .. made[i].Hash.Value.Bytes]);
                break;
            case "client-announce-sendcmpct":
                script.Expect("inv", 0, _ => [1, 2, 0, 0, 0, .. made[0].Hash.Value.Bytes]);
                script.Expect("cmpctblock", 0, _ => CompactOf(made[1], shortIds: 0));
                break;
            case "client-announce-sendheaders":
                script.Expect("headers", 1, _ => [1, .. HeaderOf(made[1]), 0]);
                break;
            case "client-getblocktxn-old":
                // 20 below the tip, as in the recording.
                script.Replace("getblocktxn", 0, frame => frame with { Payload = [.. stage.HashAt(1386).Value.Bytes, .. frame.Payload[32..]] });
                break;
            case "client-cmpctblock-coinbase-only":
                script.Replace("cmpctblock", 0, frame => frame with { Payload = CompactOf(made[0], shortIds: 0) });
                blocks = 1;
                break;
            case "client-cmpctblock-missing-tx":
                script.Replace("cmpctblock", 0, frame => frame with { Payload = CompactOf(made[0], shortIds: 1) });
                script.Replace("block", 0, frame => frame with { Payload = made[0].ToBytes() });
                blocks = 1;
                break;
            case "client-cmpctblock-malformed" or "client-cmpheaders" or "client-reject" or "client-alert" or "client-notfound" or "client-verack-twice"
                or "client-sendcmpct-malformed" or "client-getblocktxn-unknown" or "client-blocktxn-unasked" or "client-announce-start-height-0":
                break;
            default:
                Assert.Fail($"nobody has said how {script.Talk.Name} is played at height 1406");
                break;
        }
        script.End = script.End! with { Tip = (blocks == 0 ? stage.Recorded("69185b6ba9ff") : made[blocks - 1]).Hash.ToString() };
    }

    /// <summary>Does what a note says that the daemon did: makes the next block, or receives a transaction over RPC.</summary>
    public static Func<string, Task> Notes(ChainNode chain, Queue<Block> blocks, Queue<Transaction> transactions, string role = "the daemon") => async note =>
    {
        if (note == $"{role} makes a block") (await chain.SubmitBlockAsync(blocks.Dequeue(), requested: true, default)).IsConnected.ShouldBeTrue();
        else if (note.StartsWith($"{role} receives", StringComparison.Ordinal))
            (await chain.SubmitTransactionAsync(transactions.Dequeue(), TransactionOrigin.Own, default)).IsInPool.ShouldBeTrue(note);
    };

    /// <summary>cmpctblock of a block with nothing but a coinbase, which is sent along; short ids besides it name transactions that do not exist.</summary>
    private static byte[] CompactOf(Block block, int shortIds)
    {
        block.Transactions.Length.ShouldBe(1);
        return [.. HeaderOf(block), .. new byte[8], (byte)shortIds, .. Enumerable.Repeat<byte>(7, 4 * shortIds), .. new byte[6 * shortIds], 1, 0, .. block.Transactions[0].ToBytes()];
    }

    private static byte[] HeaderOf(Block block)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        BlockCodec.WriteHeader(bytes, block.Header);
        return bytes.WrittenSpan.ToArray();
    }
}
