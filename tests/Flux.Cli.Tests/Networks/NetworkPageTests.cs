using Flux.Consensus.Networks.Files;
using Flux.TestKit;

namespace Flux.Cli.Tests.Networks;

/// <summary>The table on the operators' page is the list of fields. <c>FLUX_WRITE_DOCS=1</c> writes it.</summary>
public sealed class NetworkPageTests
{
    private const string Head = "| field | meaning | allowed |";

    [Fact]
    public void The_page_lists_every_field_with_its_range()
    {
        var page = Checkout.PathOf("docs/operations/networks.md");
        var text = File.ReadAllText(page);
        var before = text.Contains(Head, StringComparison.Ordinal) ? text[..text.IndexOf(Head, StringComparison.Ordinal)] : text;
        var expected = before + string.Join('\n', [Head, "|---|---|---|", .. NetworkFields.All.Select(Row)]) + "\n";

        if (Environment.GetEnvironmentVariable("FLUX_WRITE_DOCS") == "1") File.WriteAllText(page, expected);
        else text.ShouldBe(expected);
    }

    private static string Row(NetworkField known) => $"| {known.Path}{(known.IsOptional ? " ○" : "")}{(known.MayDiffer ? " ◇" : "")} | {known.Summary} | {known.Allowed} |";
}
