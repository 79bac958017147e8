using System.Text.Json;
using Flux.Explorer.Insight;

namespace Flux.Explorer.Statistics;

/// <summary>What statistics need of a block; sums in satoshi.</summary>
/// <param name="Hash">The block.</param>
/// <param name="Previous">Its parent; null for genesis.</param>
/// <param name="Height">Where it stands.</param>
/// <param name="Time">Of its header, Unix seconds.</param>
/// <param name="Transactions">How many, the coinbase included.</param>
/// <param name="Outputs">Sum of all outputs but the coinbase's.</param>
/// <param name="Fees">Paid by its transactions.</param>
/// <param name="Reward">Sum of the coinbase's outputs.</param>
/// <param name="Difficulty">Of its header.</param>
/// <param name="Finder">Who found it, or null.</param>
internal sealed record BlockSummary(string Hash, string? Previous, int Height, long Time, int Transactions, long Outputs, long Fees, long Reward, double Difficulty, string? Finder)
{
    /// <summary>New money.</summary>
    public long Issued => Reward - Fees;

    public DateOnly Day => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(Time).UtcDateTime);

    /// <summary>Of a block with whole transactions.</summary>
    public static BlockSummary Of(JsonElement block)
    {
        var (outputs, fees) = (0L, 0L);
        foreach (var tx in block.GetProperty("tx").EnumerateArray().Skip(1))
        {
            outputs += OutputsOf(tx);
            fees += InsightTransaction.FeeOf(tx) ?? 0;
        }
        var reward = OutputsOf(block.GetProperty("tx")[0]);
        return new BlockSummary(
            block.GetProperty("hash").GetString()!,
            block.TryGetProperty("previousblockhash", out var previous) ? previous.GetString() : null,
            block.GetProperty("height").GetInt32(),
            block.GetProperty("time").GetInt64(),
            block.GetProperty("tx").GetArrayLength(),
            outputs, fees, reward,
            block.GetProperty("difficulty").GetDouble(),
            InsightBlock.FinderOf(block));
    }

    private static long OutputsOf(JsonElement tx) => tx.TryGetProperty("vout", out var outputs) ? outputs.EnumerateArray().Sum(output => output.GetProperty("valueSat").GetInt64()) : 0;
}
