using System.Text;
using Flux.Orchestration.Docker;

namespace Flux.Orchestration.Tests.Docker;

public sealed class LogSplitterTests
{
    private readonly LogSplitter splitter = new(error: false);

    [Fact]
    public void Joins_a_line_that_comes_in_pieces()
    {
        splitter.Add("2026-01-02T03:04:05.678Z hel"u8).ShouldBeEmpty();
        var line = splitter.Add("lo\nnext"u8).Single();
        line.Text.ShouldBe("hello");
        line.Time.ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));
        splitter.End().Single().Text.ShouldBe("next");
    }

    [Fact]
    public void Cuts_a_line_without_end_so_that_memory_stays_bounded()
    {
        var lines = splitter.Add(Encoding.ASCII.GetBytes(new string('x', 40_000)));
        lines.Count.ShouldBe(2);
        lines.ShouldAllBe(line => line.Text.Length == 16 * 1024);
    }

    [Fact]
    public void Survives_bytes_that_are_no_text() => splitter.Add([0xff, 0xfe, (byte)'\n']).Single().Text.Length.ShouldBe(2);
}
