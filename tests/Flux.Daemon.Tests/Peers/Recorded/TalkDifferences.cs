namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>The table of docs/p2p-sessions.md: all differences from the recorded sessions.</summary>
internal static class TalkDifferences
{
    private static readonly string[] OldVersions =
    [
        "client-version-170019", "client-version-170018", "client-version-170012", "client-version-170002", "client-version-170001", "client-version-209",
        "client-version-300", "client-version-10300", "client-version--1", "listener-old-version",
    ];

    private static readonly string[] Unreadable =
    [
        "client-getheaders-malformed", "client-inv-malformed", "client-inv-truncated", "client-block-truncated", "client-tx-truncated",
        "client-cmpctblock-malformed", "client-sendcmpct-malformed",
    ];

    public static IReadOnlyList<TalkDifference> All { get; } =
    [
        new(OldVersions, "`reject`, then `ping` and `getheaders` before the connection closes", "`reject`, then the connection closes",
            "fluxd's sending pass had not heard yet that the peer leaves; who is refused is not greeted",
            script =>
            {
                script.OmitAll("ping");
                script.OmitAll("getheaders");
            }),
        new(["client-version-short", "client-version-long-agent"], "`reject`, then `ping` and `getheaders`; score 0", "`reject`; score 2",
            "stricter: a peer whose version cannot be read is not greeted and has 60 s for a good one; a point for it, and one for the `pong` before version",
            script =>
            {
                script.OmitAll("ping");
                script.OmitAll("getheaders");
                script.End = script.End! with { Score = 2 };
            }),
        new(Unreadable, "score 0", "score 1", "stricter: fluxd lets anybody send unreadable payloads for ever, here the hundredth ends the connection",
            script => script.End = script.End! with { Score = 1 }),
        new(["client-ping"], "score 0", "score 2", "the same, for two unreadable pings", script => script.End = script.End! with { Score = 2 }),
        new(["client-too-long"], "the bytes of the header were not recorded", "a `ping` header with length 2,097,153 is sent", "the test sends what the description says",
            script => script.SendBefore("the daemon closed the connection", [0xaa, 0xe8, 0x3f, 0x5f, .. "ping\0\0\0\0\0\0\0\0"u8, 1, 0, 0x20, 0, 0, 0, 0, 0])),
        new(["client-tx-unknown-format", "client-tx-overwintered-version-1"], "127.0.0.1 is banned, the open connection keeps working", "the connection closes; addresses of this machine are never banned",
            "stricter where it counts: who is banned is gone",
            script =>
            {
                script.OmitAll("pong");
                script.End = script.End! with { IsOpen = false, IsBanned = false };
            }),
        new(["client-tx-coinbase"], "`reject` 0x10 `tx-coinbase-missing-dev-funding`, score 10", "`reject` 0x10 `coinbase`, score 100 and out",
            "stricter: no honest node sends a loose coinbase, whatever it pays",
            script =>
            {
                script.Expect("reject", 0, _ => Reject(script, "tx", 0x10, "coinbase"));
                script.OmitAll("pong");
                script.End = script.End! with { IsOpen = false };
            }),
        new(["client-headers-unknown-parent"], "score 10 and no question", "`getheaders`; score 0, and 10 for each tenth in a row",
            "laxer on purpose: an honest fluxd announces tips by `headers` to a node that is behind, and would be banned after ten blocks",
            script =>
            {
                script.Add(after: "headers", "getheaders");
                script.End = script.End! with { Score = 0 };
            }),
        new(["client-block-orphan"], "`reject` 0x10 `bad-prevblk`, score 10", "`getheaders` up to the block, which is kept; score 0",
            "laxer on purpose, for the same reason: the sender may be ahead of us",
            script =>
            {
                script.OmitAll("reject");
                script.Add(after: "block", "getheaders");
                script.End = script.End! with { Score = 0 };
            }),
        new(["client-block-coinbase-too-much"], "`inv` of the old tip after the refusal", "nothing", "fluxd announces the tip it has returned to; nobody has ever heard of another one",
            script => script.Omit("inv")),
        new(["client-tx-orphan"], "waits for the parent in silence", "`getdata` of the parent", "the sender has it; waiting for chance takes longer", script => script.Add(after: "tx", "getdata")),
        new(["client-getaddr-filled"], "202 random addresses of those learnt", "117 random addresses of those learnt", "a random choice; here one peer can place at most 512 of its 1000 addresses",
            script => script.Loosen("addr")),
        new(["client-alert"], "score 10 for the bad signature", "score 0", "laxer, harmless: no alert is believed, kept or passed on, so no signature is checked",
            script => script.End = script.End! with { Score = 0 }),
        new(["client-blocktxn-unasked"], "score 0", "score 10", "stricter: nobody may send blocks nobody asked for without limit", script => script.End = script.End! with { Score = 10 }),
        new(["client-cmpctblock-coinbase-only"], "`inv` of the new tip back to its sender", "nothing", "the sender has it", script => script.Omit("inv")),
        new(["client-cmpctblock-missing-tx"], "drops the block in silence", "`getblocktxn` for what is missing", "chain reference §13.6 is a fault of fluxd, and the question is one its messages know",
            script => script.Add(after: "cmpctblock", "getblocktxn")),
        new(["client-announce-sendheaders"], "the first new tip as `headers`", "as `inv`, the next ones as `headers`", "the client has told nothing it has; fluxd punishes headers without a known parent, so they are not sent to chance",
            script => script.Replace("headers", 0, "inv")),
        new(["client-announce-start-height-0"], "one `inv` with both blocks, after 6 s", "an `inv` for each at once", "a tip is announced when it is there", script => script.Split("inv")),
        new(["relay"], "each side announces a tip back to the peer it came from (`headers`)", "not to that peer", "the sender has it", script => script.OmitEchoes()),
        new(["sync-1400"], "`getdata` 128 blocks ahead of one peer; own tips announced back while they come (`headers`)", "16 blocks ahead; nothing announced back",
            "what is asked for is compared as a set: each block once; 16 in flight fill the link, and less is lost with a peer that stalls", script => script.OmitEchoes()),
    ];

    /// <summary>Applies what is meant for a session.</summary>
    public static void Apply(TalkScript script)
    {
        foreach (var difference in All.Where(difference => difference.Sessions.Contains(script.Talk.Name))) difference.Apply(script);
    }

    /// <summary>A reject of the transaction of the script, with its id as fluxd wrote it.</summary>
    private static byte[] Reject(TalkScript script, string command, byte code, string reason)
    {
        var recorded = script.Steps.Single(step => step.IsOurs && step.Frame.Command == "reject").Frame.Payload;
        return [(byte)command.Length, .. System.Text.Encoding.ASCII.GetBytes(command), code, (byte)reason.Length, .. System.Text.Encoding.ASCII.GetBytes(reason), .. recorded[^32..]];
    }
}
