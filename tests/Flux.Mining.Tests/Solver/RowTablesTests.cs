using Flux.Crypto.Equihash;
using Flux.Mining.Solver;

namespace Flux.Mining.Tests.Solver;

public unsafe class RowTablesTests
{
    private const int Level = 1;

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 40)]
    [InlineData(8, 200)]
    public void Closing_a_bucket_keeps_every_row_once(int workers, int rows)
    {
        var layout = new SolverLayout(EquihashParameters.Zcash96x5, workers);
        using var tables = new RowTables(layout);
        tables.Clear(Level);
        var random = new Random(workers);
        for (uint i = 0; i < rows; i++) Write(new RowWriter(tables, layout, Level, random.Next(workers)), bucket: 3, value: i + 1);
        var count = tables.Close(Level, 3);
        count.ShouldBe(rows);
        Read(tables, layout, 3, count).Order().ShouldBe(Enumerable.Range(1, rows).Select(i => (uint)i));
    }

    [Fact]
    public void A_full_bucket_takes_no_more_and_its_neighbour_is_untouched()
    {
        var layout = new SolverLayout(EquihashParameters.Zcash96x5, 2);
        using var tables = new RowTables(layout);
        tables.Clear(Level);
        Write(new RowWriter(tables, layout, Level, 1), bucket: 4, value: 77);
        for (uint i = 0; i < layout.Capacity + 100; i++) Write(new RowWriter(tables, layout, Level, (int)(i % 2)), bucket: 3, value: i);
        tables.Close(Level, 3).ShouldBe(layout.Capacity);
        tables.Close(Level, 4).ShouldBe(1);
        Read(tables, layout, 4, 1).ShouldBe([77u]);
    }

    private static void Write(RowWriter writer, uint bucket, uint value)
    {
        var slot = (uint*)writer.Next(bucket);
        if (slot != null) *slot = value;
    }

    private static List<uint> Read(RowTables tables, SolverLayout layout, int bucket, int count)
    {
        var values = new List<uint>();
        for (var i = 0; i < count; i++) values.Add(*(uint*)(tables.Bucket(Level, bucket) + (i * layout.SlotBytes(Level)) + layout.Level(Level).TreeOffset));
        return values;
    }
}
