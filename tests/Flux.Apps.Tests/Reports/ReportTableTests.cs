using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Reports;

namespace Flux.Apps.Tests.Reports;

/// <summary>fluxos-protocol §4.2, kind by kind: what is stored, for how long, and what is news.</summary>
public sealed class ReportTableTests
{
    private const long Now = 1_790_000_000_000;
    private static readonly NodeAddress Here = new(0x05060708, 16127), There = new(0x05060709, 16137);
    private readonly ReportTable table = new();

    [Fact]
    public void A_running_app_counts_for_125_minutes()
    {
        Tell(Running(Here, Now, "demo")).ShouldBeTrue();
        Apps(Now + 7_499_999).ShouldBe(["demo@5.6.7.8:16127"]);
        Apps(Now + 7_500_000).ShouldBeEmpty();
    }

    [Fact]
    public void An_older_report_than_the_one_known_is_no_news()
    {
        Tell(Running(Here, Now, "demo")).ShouldBeTrue();
        Tell(Running(Here, Now, "demo")).ShouldBeFalse();
        Tell(Running(Here, Now - 1, "demo")).ShouldBeFalse();
        Tell(Running(Here, Now + 1, "demo")).ShouldBeTrue();
    }

    [Fact]
    public void What_was_removed_does_not_come_back_by_an_older_report()
    {
        Tell(Running(Here, Now, "demo", "other"));
        Tell(new RemovedReport(Here, "Demo", Now + 5)).ShouldBeTrue();
        Tell(new RemovedReport(Here, "demo", Now + 5)).ShouldBeFalse();
        Apps().ShouldBe(["other@5.6.7.8:16127"]);
        Tell(Running(Here, Now + 4, "demo")).ShouldBeFalse();
        Tell(Running(Here, Now + 6, "demo")).ShouldBeTrue();
    }

    [Fact]
    public void An_empty_report_withdraws_everything_of_its_node()
    {
        Tell(Running(Here, Now, "a", "b"));
        Tell(Running(There, Now, "a"));
        Tell(Running(Here, Now + 1)).ShouldBeTrue();
        Apps().ShouldBe(["a@5.6.7.9:16137"]);
    }

    [Fact]
    public void An_installation_counts_for_15_minutes_and_ends_with_its_success_or_error()
    {
        Tell(new InstallingReport("demo", Here, Now)).ShouldBeTrue();
        table.Installing(Now + 899_999).ShouldHaveSingleItem();
        table.Installing(Now + 900_000).ShouldBeEmpty();
        Tell(new InstallErrorReport("demo", "h", Here, "no room", Now + 1)).ShouldBeTrue();
        table.Installing(Now).ShouldBeEmpty();
        table.Errors(Now + 1 + 86_399_999).ShouldHaveSingleItem().Error.ShouldBe("no room");
        table.Errors(Now + 1 + 86_400_000).ShouldBeEmpty();
        Tell(new InstallingReport("demo", Here, Now + 2)).ShouldBeTrue();
        Tell(Running(Here, Now + 3, "demo"));
        table.Installing(Now).ShouldBeEmpty();
    }

    [Fact]
    public void After_a_shutdown_notice_reports_hold_for_seven_minutes()
    {
        Tell(new ShutdownNotice(Here, Now)).ShouldBeFalse();
        Tell(Running(Here, Now, "demo"));
        Tell(new ShutdownNotice(Here, Now + 10)).ShouldBeTrue();
        Apps(Now + 10 + 419_999).ShouldNotBeEmpty();
        Apps(Now + 10 + 420_000).ShouldBeEmpty();
    }

    [Fact]
    public void A_nodes_reports_move_with_its_address()
    {
        Tell(Running(Here, Now, "demo"));
        Tell(new AddressChange(Here, There, Now + 10)).ShouldBeTrue();
        Apps().ShouldBe(["demo@5.6.7.9:16137"]);
        Tell(Running(Here, Now + 9, "demo")).ShouldBeFalse();
    }

    [Fact]
    public void What_is_too_old_or_from_the_future_is_not_taken()
    {
        Tell(Running(Here, Now - 7_500_000, "demo")).ShouldBeFalse();
        Tell(Running(Here, Now + 120_001, "demo")).ShouldBeFalse();
        Tell(new AppRequest([MessageHash.Of("x")])).ShouldBeFalse();
    }

    [Fact]
    public void One_node_cannot_fill_the_table()
    {
        for (var i = 0; i < 30; i++) Tell(Running(Here, Now + i, [.. Enumerable.Range(i * 20, 20).Select(n => $"app{n}")]));
        for (var i = 0; i < 500; i++) Tell(new InstallErrorReport($"app{i}", "h", Here, new string('x', 20_000), Now));
        table.Running(Now).Count().ShouldBe(200);
        table.Errors(Now).Count().ShouldBe(200);
        table.Errors(Now).First().Error.Length.ShouldBe(2_000);
    }

    [Fact]
    public void What_is_over_and_nodes_off_the_list_are_forgotten()
    {
        Tell(Running(Here, Now, "demo"));
        Tell(Running(There, Now, "demo"));
        table.Expire(Now, address => address == There);
        Apps().ShouldBe(["demo@5.6.7.9:16137"]);
        table.Expire(Now + 7_500_000, _ => true);
        Apps().ShouldBeEmpty();
    }

    [Fact]
    public void One_app_is_found_in_any_spelling()
    {
        Tell(Running(Here, Now, "Demo", "other"));
        table.Running(Now, "dEMO").ShouldHaveSingleItem().Name.ShouldBe("Demo");
    }

    private bool Tell(GossipMessage message) => table.Apply(message, Now);

    private IEnumerable<string> Apps(long now = Now) => table.Running(now).Select(row => $"{row.Name}@{row.Ip}");

    private static RunningReport Running(NodeAddress ip, long at, params string[] apps) => new([.. apps.Select(app => new RunningApp(app, "h", ""))], ip, at, default(JsNumber), false);
}
