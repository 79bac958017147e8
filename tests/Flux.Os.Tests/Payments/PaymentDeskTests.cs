using Flux.Apps.Canonical;
using Flux.Os.Payments;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Payments;

/// <summary>What a wallet says of a payment reaches the page that asked, once, within the hour.</summary>
public sealed class PaymentDeskTests
{
    private static readonly PaymentReport Report = Read("""{"txid":"ab","coin":"zelcash"}""")!;
    private readonly ManualTime _time = new();
    private readonly PaymentDesk _desk;

    public PaymentDeskTests() => _desk = new PaymentDesk(_time);

    [Fact]
    public async Task Who_comes_after_the_payment_is_told_too()
    {
        var id = _desk.Request();
        _desk.TryReport(id, Report).ShouldBeTrue();

        _desk.IsKnown(id).ShouldBeTrue();
        (await _desk.WaitAsync(id, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken))!.Report.TransactionId.ShouldBe("ab");
    }

    [Fact]
    public async Task A_page_that_came_back_is_told_although_its_first_visit_ended()
    {
        var id = _desk.Request();
        using var first = new CancellationTokenSource();
        var (gone, back) = (_desk.WaitAsync(id, TimeSpan.FromHours(1), first.Token), _desk.WaitAsync(id, TimeSpan.FromHours(1), TestContext.Current.CancellationToken));
        await first.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(gone);

        _desk.TryReport(id, Report);

        (await back.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    [Fact]
    public void The_first_report_counts_and_a_number_ends_after_an_hour()
    {
        var (used, late) = (_desk.Request(), _desk.Request());
        _desk.TryReport(used, Report).ShouldBeTrue();
        _desk.TryReport(used, Report).ShouldBeFalse();

        _time.Advance(PaymentDesk.RequestLife);

        _desk.TryReport(late, Report).ShouldBeFalse();
        _desk.IsKnown(late).ShouldBeFalse();
        _desk.TryReport("1795454035787_nobodyasked", Report).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"coin":"flux"}""", "txid is missing")]
    [InlineData("""{"txid":"ab"}""", "coin is missing")]
    [InlineData("""{"txid":"ab","coin":"flux","from_address":"short"}""", "from_address has 5 characters")]
    [InlineData("""{"txid":"ab","coin":"flux","amount":"-1"}""", "amount is '-1'")]
    [InlineData("""{"txid":"ab","coin":"flux","amount":"much"}""", "amount is 'much'")]
    public void A_report_without_its_parts_is_refused_with_the_reason(string body, string reason)
    {
        PaymentReport.Of(Json(body), out var problem).ShouldBeNull();
        problem.ShouldContain(reason);
    }

    [Fact]
    public void The_existing_wallet_s_names_are_read()
    {
        var report = Read("""{"transaction_id":"cd","txid":"ab","coin":"zelcash","amount":0.5094,"to_address":"t1QCseJzn5VQQzsb4jpLYzTY2A2yjg1vSGE"}""")!;

        (report.TransactionId, report.Chain, report.Amount, report.To).ShouldBe(("cd", "zelcash", "0.5094", "t1QCseJzn5VQQzsb4jpLYzTY2A2yjg1vSGE"));
    }

    private static PaymentReport? Read(string body) => PaymentReport.Of(Json(body), out _);

    private static JsValue Json(string text) => JsReader.TryRead(text, out var value, out var problem) ? value : throw new InvalidOperationException(problem);
}
