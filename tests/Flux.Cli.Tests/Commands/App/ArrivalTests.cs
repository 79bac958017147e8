using System.Text.Json;
using Flux.Cli.Commands.App;

namespace Flux.Cli.Tests.Commands.App;

public sealed class ArrivalTests
{
    private static readonly JsonElement Rows = JsonDocument.Parse("""
        [
            {"ip":"127.0.0.2:16127","state":"healthy","hash":"new"},
            {"ip":"127.0.0.2:16127","state":"healthy","hash":"new"},
            {"ip":"127.0.0.3:16127","state":"healthy","hash":"old"},
            {"ip":"127.0.0.4:16127","state":"running","hash":"new"},
            {"ip":"127.0.0.5:16127","state":"installing"}
        ]
        """).RootElement;

    [Fact]
    public void An_instance_counts_once_however_many_rows_tell_of_it() =>
        Arrival.NodesWith(Rows, "new", "healthy").ShouldBe(["127.0.0.2:16127"]);

    [Fact]
    public void Instances_of_the_earlier_message_do_not_count() =>
        Arrival.NodesWith(Rows, "new", "").ShouldBe(["127.0.0.2:16127", "127.0.0.4:16127", "127.0.0.5:16127"]);
}
