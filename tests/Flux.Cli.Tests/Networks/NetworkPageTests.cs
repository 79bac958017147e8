using Flux.Consensus.Networks.Files;

namespace Flux.Cli.Tests.Networks;

/// <summary>The table on the operators' page is the list of fields. <c>FLUX_WRITE_DOCS=1</c> writes it.</summary>
public sealed class NetworkPageTests
{
    private const string Head = "| field | meaning | allowed |";

    [Fact]
    public void The_page_lists_every_field_with_its_range()
    {
        var page = Path.Combine(Root(), "docs", "operations", "networks.md");
        var text = File.ReadAllText(page);
        var before = text.Contains(Head, StringComparison.Ordinal) ? text[..text.IndexOf(Head, StringComparison.Ordinal)] : text;
        var expected = before + string.Join('\n', [Head, "|---|---|---|", .. NetworkFields.All.Select(Row)]) + "\n";

        if (Environment.GetEnvironmentVariable("FLUX_WRITE_DOCS") == "1") File.WriteAllText(page, expected);
        else text.ShouldBe(expected);
    }

    private static string Row(NetworkField known) => $"| {known.Path}{(known.IsOptional ? " ○" : "")}{(known.MayDiffer ? " ◇" : "")} | {known.Summary} | {known.Allowed} |";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Flux.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
