using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>A ban in force (listbanned).</summary>
/// <param name="Subnet">Address and mask, as text.</param>
/// <param name="Until">Unix seconds at which it ends.</param>
public sealed record BanInfo(string Subnet, long Until)
{
    internal static BanInfo Read(JsonElement ban) => new(ban.GetProperty("address").GetString()!, ban.GetProperty("banned_until").GetInt64());
}
