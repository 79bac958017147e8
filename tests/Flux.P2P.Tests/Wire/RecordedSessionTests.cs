using System.Buffers;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Wire;

public sealed class RecordedSessionTests
{
    /// <summary>Sessions that hold payloads nobody can read, and how many; ping of old protocol versions has no nonce.</summary>
    private static readonly Dictionary<string, int> Unreadable = new()
    {
        ["client-block-truncated"] = 1,
        ["client-cmpctblock-malformed"] = 1,
        ["client-getheaders-malformed"] = 1,
        ["client-inv-malformed"] = 1,
        ["client-inv-truncated"] = 1,
        ["client-ping"] = 2,
        ["client-sendcmpct-malformed"] = 1,
        ["client-tx-overwintered-version-1"] = 1,
        ["client-tx-truncated"] = 1,
        ["client-tx-unknown-format"] = 1,
        ["client-version--1"] = 2,
        ["client-version-10300"] = 2,
        ["client-version-209"] = 2,
        ["client-version-300"] = 2,
        ["client-version-long-agent"] = 1,
        ["client-version-short"] = 1,
    };

    public static TheoryData<string> Sessions => [.. RecordedSession.Names.DefaultIfEmpty("")];

    [Theory]
    [MemberData(nameof(Sessions))]
    public void Every_recorded_payload_is_read_and_written_again_byte_for_byte(string session)
    {
        Assert.SkipWhen(session.Length == 0, "shared/golden/recorded is not beside this checkout");
        var unreadable = 0;
        foreach (var frame in RecordedSession.Load(session).Frames)
        {
            var message = MessageCatalog.Read(frame.Command, frame.Payload, out var error);
            if (error is not null) unreadable++;
            if (message is null) continue;
            var written = new ArrayBufferWriter<byte>();
            message.Write(written);
            Convert.ToHexStringLower(written.WrittenSpan).ShouldBe(Convert.ToHexStringLower(WithoutSurplus(session, frame)), frame.ToString());
        }
        unreadable.ShouldBe(Unreadable.GetValueOrDefault(session));
    }

    /// <summary>One recorded ping has a byte too many, which is ignored.</summary>
    private static byte[] WithoutSurplus(string session, RecordedFrame frame) =>
        session == "client-ping" && frame.Command == "ping" && frame.Payload.Length == 9 ? frame.Payload[..8] : frame.Payload;
}
