using Flux.Devnet.Control;

namespace Flux.Devnet.Tests.Control;

public sealed class EventLogTests
{
    [Fact]
    public async Task Shows_a_late_reader_everything_until_the_end()
    {
        var log = new EventLog();
        log.Append(new NetworkEvent { Kind = NetworkEventKind.Step, Text = "one" });
        var reading = CollectAsync(log);
        log.Append(new NetworkEvent { Kind = NetworkEventKind.Step, Text = "two" });
        log.Append(new NetworkEvent { Kind = NetworkEventKind.Stopped });

        (await reading).ShouldBe(["one", "two", ""]);
    }

    [Fact]
    public async Task Forgets_the_oldest_first_and_never_repeats()
    {
        var log = new EventLog();
        for (var i = 0; i < 2500; i++) log.Append(new NetworkEvent { Kind = NetworkEventKind.Note, Text = $"{i}" });
        log.Append(new NetworkEvent { Kind = NetworkEventKind.Stopped });

        var texts = await CollectAsync(log);

        texts.Count.ShouldBe(2000);
        texts[0].ShouldBe("501");
        texts.ShouldBeUnique();
    }

    private static async Task<List<string>> CollectAsync(EventLog log)
    {
        var texts = new List<string>();
        await foreach (var entry in log.ReadAsync(CancellationToken.None)) texts.Add(entry.Text);
        return texts;
    }
}
