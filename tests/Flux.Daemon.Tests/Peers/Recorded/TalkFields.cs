namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>
/// The fields that must differ from run to run, set to zero on both sides before messages are compared (docs/p2p-sessions.md lists them): the
/// nonce of version, the nonce of ping, and the nonce of cmpctblock with the short ids that are keyed with it. The clock and the user agent are
/// set to those of the recording, so that time and name are compared too.
/// </summary>
internal static class TalkFields
{
    private const int VersionNonceAt = 4 + 8 + 8 + 26 + 26;
    private const int PonHeaderAt = 108 + 36;

    public static TalkFrame Plain(TalkFrame frame) => frame.Command switch
    {
        "version" when frame.Payload.Length >= VersionNonceAt + 8 => Without(frame, VersionNonceAt, 8),
        "ping" when frame.Payload.Length == 8 => Without(frame, 0, 8),
        "cmpctblock" => WithoutShortIds(frame),
        _ => frame,
    };

    private static TalkFrame Without(TalkFrame frame, int at, int length)
    {
        var payload = frame.Payload.ToArray();
        payload.AsSpan(at, length).Clear();
        return frame with { Payload = payload };
    }

    // All recorded compact blocks are of proof of node: 108 bytes, the producer's outpoint, its signature; then nonce and short ids of 10 bytes.
    private static TalkFrame WithoutShortIds(TalkFrame frame)
    {
        var nonceAt = PonHeaderAt + 1 + frame.Payload[PonHeaderAt];
        frame.Payload[PonHeaderAt].ShouldBeLessThan((byte)0xfd);
        frame.Payload[nonceAt + 8].ShouldBeLessThan((byte)0xfd);
        return Without(Without(frame, nonceAt, 8), nonceAt + 9, frame.Payload[nonceAt + 8] * 10);
    }
}
