namespace Flux.P2P.Tests.Wire;

internal sealed record RecordedFrame(string Command, byte[] Payload, string Direction)
{
    public override string ToString() => $"{Direction} {Command} {Convert.ToHexStringLower(Payload.AsSpan(0, Math.Min(60, Payload.Length)))}";
}
