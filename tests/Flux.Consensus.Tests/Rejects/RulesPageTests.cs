using System.Text.RegularExpressions;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Rejects;

/// <summary><c>docs/rules.md</c>: every section of the rules is there, and every test it names exists.</summary>
public sealed partial class RulesPageTests
{
    [Fact]
    public void Every_test_that_the_page_names_exists()
    {
        var page = File.ReadAllText(Checkout.PathOf("docs/rules.md"));
        var tests = string.Concat(Directory.EnumerateFiles(Checkout.PathOf("tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var named = Names().Matches(page).Select(match => match.Groups[1].Value).Where(name => name.Contains('_')).Distinct().ToList();

        named.Count.ShouldBeGreaterThan(80);
        named.Where(name => !tests.Contains($" {name}(", StringComparison.Ordinal)).ShouldBeEmpty();
        foreach (var section in (string[])["§3.1", "§3.2", "§3.4", "§4.1", "§4.3", "§4.5", "§4.7", "§5.1", "§5.4", "§6.5", "§6.6", "§6.7", "§7", "§8.2", "§8.3", "§8.5", "§8.6", "§8.7", "§9.1", "§9.3", "§9.4", "§9.5", "§10.1", "§10.2", "§10.4"])
            page.ShouldContain(section);
    }

    [GeneratedRegex("`([A-Za-z0-9_]+)`")]
    private static partial Regex Names();
}
