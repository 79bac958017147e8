using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>Versions and addresses of a daemon (getnetworkinfo).</summary>
/// <param name="Version">Of the program, e.g. 9000650.</param>
/// <param name="UserAgent">What it calls itself to peers.</param>
/// <param name="ProtocolVersion">Of the peer protocol.</param>
/// <param name="Services">Bits of what it offers peers, hex.</param>
/// <param name="Connections">Number of peers.</param>
/// <param name="RelayFee">Least satoshi per 1,000 bytes that are passed on.</param>
/// <param name="OwnAddresses">Under which peers reach it.</param>
/// <param name="IsActive">Peers are not switched off; null where it is not told.</param>
/// <param name="Warning">What the daemon's owner should know; empty when there is nothing.</param>
public sealed record NetworkInfo(
    int Version, string UserAgent, int ProtocolVersion, string Services, int Connections, long RelayFee, IReadOnlyList<(string Address, int Port)> OwnAddresses, bool? IsActive, string Warning)
{
    internal static NetworkInfo Read(JsonElement info) => new(
        info.GetProperty("version").GetInt32(),
        info.GetProperty("subversion").GetString()!,
        info.GetProperty("protocolversion").GetInt32(),
        info.GetProperty("localservices").GetString()!,
        info.GetProperty("connections").GetInt32(),
        RpcAmount.Read(info.GetProperty("relayfee")),
        [.. info.GetProperty("localaddresses").EnumerateArray().Select(own => (own.GetProperty("address").GetString()!, own.GetProperty("port").GetInt32()))],
        info.TryGetProperty("networkactive", out var active) ? active.GetBoolean() : null,
        info.GetProperty("warnings").GetString()!);
}
