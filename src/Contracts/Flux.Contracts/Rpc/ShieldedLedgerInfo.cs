using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>Shielded money (part of getledgerinfo).</summary>
/// <param name="Sprout">Satoshi in Sprout notes.</param>
/// <param name="Sapling">Satoshi in Sapling notes.</param>
/// <param name="SproutNotes">Sprout notes ever made.</param>
/// <param name="SaplingNotes">Sapling notes ever made.</param>
/// <param name="Unshield">What the daemon does with payments out of them: refuse or follow.</param>
public sealed record ShieldedLedgerInfo(long Sprout, long Sapling, long SproutNotes, long SaplingNotes, string Unshield)
{
    internal static ShieldedLedgerInfo Read(JsonElement shielded) => new(
        RpcAmount.Read(shielded.GetProperty("sprout")),
        RpcAmount.Read(shielded.GetProperty("sapling")),
        shielded.GetProperty("sproutnotes").GetInt64(),
        shielded.GetProperty("saplingnotes").GetInt64(),
        shielded.GetProperty("unshield").GetString()!);
}
