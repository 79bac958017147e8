namespace Flux.Daemon.Tests.Rpc.Replay;

/// <summary>What our handler answered.</summary>
internal sealed record RecordedAnswer(int Status, string ContentType, string Challenge, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}
