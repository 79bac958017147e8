using Flux.Chain.Mempool;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Options;

/// <summary>The options of the pool of waiting transactions (chain reference §6.9).</summary>
internal sealed partial class OptionReader
{
    private const int MostFreeKilobytes = 1_000_000;
    private const int MostMinutes = 10_000;

    private PoolOptions ReadPool()
    {
        var defaults = new PoolOptions();
        return defaults with
        {
            MinRelayFeePer1000 = ReadFee("minrelaytxfee", defaults.MinRelayFeePer1000),
            FreeBytesPerMinute = 1000 * Number("limitfreerelay", defaults.FreeBytesPerMinute / 1000, 0, MostFreeKilobytes),
            PermitBareMultisig = Flag("permitbaremultisig", true),
            LongestMemo = Flag("datacarrier", true) ? Number("datacarriersize", ScriptTemplate.MaxNullData, 0, ScriptTemplate.MaxNullData) : null,
            CostLimit = Number("mempooltxcostlimit", (int)defaults.CostLimit, 4_000, int.MaxValue),
            EvictionMemory = TimeSpan.FromMinutes(Number("mempoolevictionmemoryminutes", (int)defaults.EvictionMemory.TotalMinutes, 0, MostMinutes)),
        };
    }

    /// <summary>FLUX per 1,000 bytes, in satoshi.</summary>
    private long ReadFee(string name, long fallback)
    {
        if (_raw.Last(name) is not { } text) return fallback;
        if (Amount.TryParse(text, out var fee) && fee >= Amount.Zero && fee.Satoshis <= Amount.Coin) return fee.Satoshis;
        _problems.Add($"{name}={text}: must be an amount of FLUX from 0 to 1");
        return fallback;
    }
}
