using Flux.Primitives;

namespace Flux.Apps.Pricing;

/// <summary>
/// One row of the existing network's price table in FLUX a month (fluxos-protocol §5.2), exact decimals; <see cref="MainPrice"/> computes with
/// them as the network does.
/// </summary>
/// <param name="Above">The row holds at heights above this one.</param>
/// <param name="Cpu">A tenth of a core.</param>
/// <param name="Ram">100 MB.</param>
/// <param name="Hdd">1 GB.</param>
/// <param name="Minimum">Least payment.</param>
/// <param name="Port">Each enterprise port.</param>
/// <param name="Scope">Chosen nodes or an encrypted part.</param>
/// <param name="StaticIp">Static addresses only.</param>
public sealed record MainPriceTable(
    long Above, decimal Cpu, decimal Ram, decimal Hdd, decimal Minimum, decimal Port, decimal Scope, decimal StaticIp)
{
    /// <summary>The rows in the network's code, ascending. Price messages on its chain add more.</summary>
    public static IReadOnlyList<MainPriceTable> BuiltIn { get; } =
    [
        new(-1, 3m, 1m, 0.5m, 1m, 2m, 6m, 3m),
        new(983_000, 0.3m, 0.1m, 0.05m, 0.1m, 2m, 6m, 3m),
        new(1_004_000, 0.06m, 0.02m, 0.01m, 0.01m, 2m, 6m, 3m),
        new(1_288_000, 0.15m, 0.05m, 0.02m, 0.01m, 2m, 6m, 3m),
        new(1_594_832, 0.15m, 0.05m, 0.02m, 0.01m, 1.5m, 6m, 3m),
        new(1_597_156, 0.03m, 0.01m, 0.004m, 0.01m, 0.4m, 0.8m, 0.4m),
    ];

    /// <summary>The least payment.</summary>
    public Amount Least => MainPrice.LeastOf(this);

    /// <summary>The row in force at a height. Rows are ascending; of two for one height the later one counts.</summary>
    public static MainPriceTable At(IReadOnlyList<MainPriceTable> rows, long height) => rows.Last(row => row.Above < height);

    /// <summary>The place of a price message among ascending rows: behind those of its height.</summary>
    public static int PlaceOf(MainPriceTable row, IReadOnlyList<MainPriceTable> rows)
    {
        var place = rows.Count;
        while (place > 0 && rows[place - 1].Above > row.Above) place--;
        return place;
    }
}
