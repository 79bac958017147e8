using System.Text.Json;
using Flux.Cli.Output;
using Spectre.Console;

namespace Flux.Cli.Tests.Output;

public sealed class JsonTableTests
{
    [Fact]
    public void Shows_an_object_as_names_and_values()
    {
        var text = Render("""{"blocks":12,"tags":["a","b"],"nested":{"x":1,"y":"yes"}}""");

        text.ShouldContain("blocks");
        text.ShouldContain("12");
        text.ShouldContain("x: 1, y: yes");
    }

    [Fact]
    public void Sets_in_what_is_deeper_instead_of_printing_json()
    {
        var text = Render("""{"tx":[{"txid":"aa","vout":[{"n":0,"script":{"hex":"51","addresses":["t1"]}}]}]}""");

        text.ShouldNotContain("{");
        text.ShouldContain("txid: aa");
        text.ShouldContain("  script:");
        text.ShouldContain("addresses: t1");
    }

    [Fact]
    public void Shows_a_list_of_objects_with_a_column_for_each_name()
    {
        var text = Render("""[{"ip":"1.1.1.1"},{"ip":"2.2.2.2","tier":"CUMULUS"}]""");

        text.ShouldContain("tier");
        text.ShouldContain("2.2.2.2");
    }

    [Fact]
    public void Leaves_a_column_out_in_which_nothing_stands()
    {
        Render("""[{"coin":"a:0","label":""},{"coin":"b:1","label":""}]""").ShouldNotContain("label");
        Render("""[{"coin":"a:0","label":""},{"coin":"b:1","label":"rent"}]""").ShouldContain("label");
        Render("""[{"coin":""}]""").ShouldContain("coin");
    }

    [Fact]
    public void Does_not_take_values_for_markup() => Render("""{"a":"[red]x[/]"}""").ShouldContain("[red]x[/]");

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("5")]
    [InlineData("null")]
    public void Leaves_the_rest_to_plain_json(string json) => JsonTable.CanShow(Parse(json)).ShouldBeFalse();

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement.Clone();

    private static string Render(string json)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 120;
        console.Write(JsonTable.Build(Parse(json)));
        return writer.ToString();
    }
}
