using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>A summary of a daemon (getinfo).</summary>
/// <param name="Version">Of the program, e.g. 9000650.</param>
/// <param name="ProtocolVersion">Of the peer protocol.</param>
/// <param name="Height">Last connected block.</param>
/// <param name="Connections">Number of peers.</param>
/// <param name="Difficulty">Of the tip.</param>
/// <param name="IsTestNet">A network for tests.</param>
/// <param name="RelayFee">Least satoshi per 1,000 bytes that are passed on.</param>
/// <param name="Balance">Of the daemon's wallet in satoshi; null when it runs without one.</param>
/// <param name="Warning">What the daemon's owner should know; empty when there is nothing.</param>
public sealed record DaemonInfo(int Version, int ProtocolVersion, int Height, int Connections, double Difficulty, bool IsTestNet, long RelayFee, long? Balance, string Warning)
{
    internal static DaemonInfo Read(JsonElement info) => new(
        info.GetProperty("version").GetInt32(),
        info.GetProperty("protocolversion").GetInt32(),
        info.GetProperty("blocks").GetInt32(),
        info.GetProperty("connections").GetInt32(),
        info.GetProperty("difficulty").GetDouble(),
        info.GetProperty("testnet").GetBoolean(),
        RpcAmount.Read(info.GetProperty("relayfee")),
        RpcAmount.ReadOptional(info, "balance"),
        info.GetProperty("errors").GetString()!);
}
