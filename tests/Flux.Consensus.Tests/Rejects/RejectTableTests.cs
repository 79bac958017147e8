using System.Reflection;
using Flux.Consensus.Rejects;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Rejects;

public sealed class RejectTableTests
{
    /// <summary>Files of the table whose rows must be named by a test.</summary>
    private static readonly string[] Areas = ["Blocks", "FluxNodeForm", "FluxNodes", "Policy", "ProofOfNode", "Scripts", "Transactions"];

    [Fact]
    public void Every_row_is_registered() =>
        RejectTable.All.ShouldBe(Rows().Select(property => (Reject)property.GetValue(null)!), ignoreOrder: true);

    [Fact]
    public void Every_row_has_a_code_an_origin_and_a_score_up_to_100()
    {
        foreach (var row in RejectTable.All)
        {
            row.Code.ShouldNotBeNullOrWhiteSpace();
            row.Origin.ShouldNotBeNullOrWhiteSpace();
            row.Score.ShouldBeInRange(0, 100);
            row.LooseScore.ShouldBeInRange(0, row.Score);
        }
    }

    [Fact]
    public void Every_row_is_named_by_a_test()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Checkout.PathOf("tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var rows = Rows().Select(property => property.Name).ToList();

        rows.Count.ShouldBeGreaterThan(100);
        rows.Where(row => !tests.Contains($"RejectTable.{row}", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_verdict_puts_its_detail_where_the_code_wants_it()
    {
        Verdict.Fail(RejectTable.MandatoryScriptFailure, "No error").Message.ShouldBe("mandatory-script-verify-flag-failed (No error)");
        Verdict.Fail(RejectTable.TxInBelowOut, "1 < 2").Message.ShouldBe("bad-txns-in-belowout");
        Verdict.Fail(RejectTable.TxInBelowOut, "1 < 2").ToString().ShouldBe("bad-txns-in-belowout: 1 < 2");
        Verdict.Ok.Message.ShouldBe("");
        Verdict.Ok.ToString().ShouldBe("ok");
    }

    private static IEnumerable<PropertyInfo> Rows() =>
        typeof(RejectTable).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == typeof(Reject));
}
