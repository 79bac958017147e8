using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>
/// Sessions of two daemons from the side of either. The recording of <c>relay</c> begins on an open connection: the handshake before it is taken
/// from another session at the same height, and both sides then say that they are at the same tip.
/// </summary>
internal static class TalkPairs
{
    private static readonly byte[] NoHeaders = [0];

    /// <summary>Relay of transactions and blocks, with this node as A (acceptor) or B (opener).</summary>
    public static TalkScript Relay(bool asOpener, BlockHash tip)
    {
        var script = TalkScript.Of(RecordedTalk.Load("relay"), asOpener);
        // The last ping of B comes after two minutes, which the monotonic clock of this run does not move on.
        if (asOpener) script.OmitAll("ping");
        script.Begin(Handshake(asOpener ? "listener-handshake" : "client-tx-good", asOpener).Concat(asOpener ? TipOfA() : TipOfB(tip)));
        TalkDifferences.Apply(script);
        return script;
    }

    /// <summary>Both sides have a fork, connect, and the shorter side reorganises.</summary>
    public static TalkScript Reconnect(bool asOpener)
    {
        var script = TalkScript.Of(RecordedTalk.Load("reconnect-reorg"), asOpener);
        script.OmitEchoes();
        if (!asOpener) return script;
        // B's own two blocks were never sent whole: this node stands at the fork point and has nothing to offer.
        script.Expect("version", 0, payload =>
        {
            BitConverter.TryWriteBytes(payload.AsSpan(payload.Length - 5), 1403);
            return payload;
        });
        script.Loosen("getheaders");
        script.Expect("headers", 0, _ => NoHeaders);
        return script;
    }

    /// <summary>Transactions and blocks that one side makes, in order.</summary>
    public static (Queue<Block> Blocks, Queue<Transaction> Transactions) MadeBy(bool opener)
    {
        var (blocks, transactions) = (new Queue<Block>(), new Queue<Transaction>());
        foreach (var frame in RecordedTalk.Load("relay").Frames.Where(frame => frame.FromOpener == opener))
        {
            if (frame.Command == "block" && BlockCodec.TryParse(frame.Payload, out var block, out _)) blocks.Enqueue(block);
            if (frame.Command == "tx" && TransactionCodec.TryParse(frame.Payload, out var transaction, out _)) transactions.Enqueue(transaction);
        }
        return (blocks, transactions);
    }

    private static List<TalkStep> Handshake(string session, bool asOpener)
    {
        var steps = TalkScript.Of(RecordedTalk.Load(session), asOpener).Steps;
        return [.. steps.Take(steps.ToList().FindIndex(step => step.IsOurs && step.Frame.Command == "sendcmpct") + 1)];
    }

    private static List<TalkStep> TipOfB(BlockHash tip) =>
    [
        Theirs("sendheaders"),
        Theirs("getheaders", [0x25, 0x98, 2, 0, 1, .. tip.Value.Bytes, .. new byte[32]]),
        new(new TalkFrame(false, "headers", NoHeaders), IsOurs: true, TalkStream.Answers),
    ];

    private static List<TalkStep> TipOfA() => [Theirs("sendheaders"), Theirs("headers", NoHeaders)];

    private static TalkStep Theirs(string command, byte[]? payload = null) => new(new TalkFrame(false, command, payload ?? []), IsOurs: false, TalkStream.Answers);
}
