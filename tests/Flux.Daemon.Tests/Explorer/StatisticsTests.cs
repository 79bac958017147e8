using System.Globalization;
using System.Net;
using System.Text.Json;
using Flux.Daemon.Tests.Rpc.Replay;

namespace Flux.Daemon.Tests.Explorer;

/// <summary>Series and lists over the recorded chain, compared with what its blocks and recorded answers say.</summary>
public sealed class StatisticsTests(RecordedDaemon daemon) : ExplorerTest(daemon)
{
    [Fact]
    public async Task Series_have_a_line_for_each_day_the_newest_first_and_count_every_block()
    {
        var days = (await GetAsync("statistics/transactions?days=all")).EnumerateArray().ToList();
        days.Select(day => day.GetProperty("date").GetString()).ShouldBeInOrder(SortDirection.Descending, StringComparer.Ordinal);
        var (blocks, transactions) = (0, 0);
        var first = await LowestOfTheLastDaysAsync(30);
        for (var height = first; height <= 1400; height++)
        {
            blocks++;
            transactions += (await CallAsync("getblock", $"\"{height}\"")).GetProperty("tx").GetArrayLength();
        }
        days.Sum(day => day.GetProperty("block_count").GetInt32()).ShouldBe(blocks);
        days.Sum(day => day.GetProperty("transaction_count").GetInt32()).ShouldBe(transactions);
        foreach (var series in (string[])["fees", "outputs", "difficulty", "network-hash", "supply"])
        {
            var lines = (await GetAsync($"statistics/{series}?days=30")).EnumerateArray().ToList();
            lines.Select(line => line.GetProperty("date").GetString()).ShouldBe(days.Select(day => day.GetProperty("date").GetString()), series);
            lines.ShouldAllBe(line => line.GetProperty(series == "fees" ? "fee" : "sum").GetDouble() >= 0);
        }
        (await GetAsync("statistics/transactions?days=1")).GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task The_last_day_is_summed_and_its_finders_are_named()
    {
        var total = await GetAsync("statistics/total");
        Names(total).ShouldBe(
            ["n_blocks_mined", "time_between_blocks", "mined_currency_amount", "transaction_fees", "number_of_transactions", "outputs_volume", "difficulty", "network_hash_ps", "blocks_by_pool"]);
        var found = total.GetProperty("blocks_by_pool").EnumerateArray().Sum(pool => pool.GetProperty("blocks_found").GetInt32());
        found.ShouldBe(total.GetProperty("n_blocks_mined").GetInt32());
        var hour = await GetAsync("statistics/pools-last-hour");
        hour.GetProperty("n_blocks_mined").GetInt32().ShouldBeInRange(1, found);
        var pools = await GetAsync("statistics/pools");
        Names(pools).ShouldBe(["date", "n_blocks_mined", "blocks_by_pool", "pagination"]);
        pools.GetProperty("pagination").GetProperty("isToday").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_richest_are_those_of_recorded_balances_and_intervals_hold_everybody()
    {
        var richest = (await GetAsync("statistics/richest-addresses-list")).EnumerateArray().ToList();
        Names(richest[0]).ShouldBe(["address", "balance", "blocks_mined"]);
        richest.Select(entry => entry.GetProperty("balance").GetDecimal()).ShouldBeInOrder(SortDirection.Descending);
        var compared = 0;
        foreach (var entry in richest)
        {
            var address = entry.GetProperty("address").GetString()!;
            if (Daemon.Calls.FirstOrDefault(call => call.Method == "getaddressbalance" && call.Status == 200 && call.Request.Contains($"[\"{address}\"]", StringComparison.Ordinal)) is not { } recorded) continue;
            using var answer = JsonDocument.Parse(recorded.Response!);
            (entry.GetProperty("balance").GetDecimal() * 100_000_000m).ShouldBe(answer.RootElement.GetProperty("result").GetProperty("balance").GetInt64(), address);
            compared++;
        }
        compared.ShouldBeGreaterThan(0);
        var intervals = (await GetAsync("statistics/balance-intervals")).EnumerateArray().ToList();
        richest.Count.ShouldBe(1000);
        intervals.Sum(interval => interval.GetProperty("count").GetInt32()).ShouldBe((await CallAsync("getrichlist", "1")).GetProperty("addresses").GetInt32());
        var poorest = richest[^1].GetProperty("balance").GetDecimal();
        foreach (var interval in intervals.Where(interval => interval.GetProperty("min").GetDecimal() >= poorest))
        {
            var within = richest.Select(entry => entry.GetProperty("balance").GetDecimal()).Where(balance => balance >= interval.GetProperty("min").GetDecimal() && balance < interval.GetProperty("max").GetDecimal()).ToList();
            (interval.GetProperty("count").GetInt32(), interval.GetProperty("sum").GetDecimal()).ShouldBe((within.Count, within.Sum()));
        }
        (await GetAsync("statistics/richer-than")).GetArrayLength().ShouldBe(0);
        (await Daemon.PostAsync("""{"method":"getrichlist","params":[0]}""")).Text.ShouldContain("count must be 1 to 1000");
        (await CallAsync("getrichlist", "2")).GetProperty("richest").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Any_day_of_the_chain_can_be_listed()
    {
        var time = (await CallAsync("getblockheader", $"\"{(await CallAsync("getblockhash", "40")).GetString()}\"")).GetProperty("time").GetInt64();
        var day = DateTimeOffset.FromUnixTimeSeconds(time).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var listed = await GetAsync($"blocks?blockDate={day}");
        listed.GetProperty("length").GetInt32().ShouldBeGreaterThan(0);
        listed.GetProperty("blocks").EnumerateArray().ShouldAllBe(block => DateTimeOffset.FromUnixTimeSeconds(block.GetProperty("time").GetInt64()).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == day);
        (await GetAsync("blocks?blockDate=2010-01-01")).GetProperty("length").GetInt32().ShouldBe(0);
        (await Http.GetAsync(new Uri("blocks?blockDate=9999-12-31", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Numbers_come_bare_or_as_objects()
    {
        var bare = (await GetAsync("statistics/total-supply")).GetDecimal();
        (await GetAsync("statistics/total-supply?format=object")).GetProperty("supply").GetDecimal().ShouldBe(bare);
        (await GetAsync("circulating-supply?format=object")).GetProperty("circulatingSupply").GetDecimal().ShouldBe(bare);
        Names(await GetAsync("markets/info")).ShouldBe(["price", "price_btc", "market_cap_usd", "total_volume_24h", "delta_24h"]);
    }

    private async Task<int> LowestOfTheLastDaysAsync(int days)
    {
        async Task<DateTime> DayAsync(int height) => DateTimeOffset.FromUnixTimeSeconds((await CallAsync("getblock", $"\"{height}\"")).GetProperty("time").GetInt64()).UtcDateTime.Date;
        var earliest = (await DayAsync(1400)).AddDays(1 - days);
        var height = 1400;
        while (height > 0 && await DayAsync(height - 1) >= earliest) height--;
        return height;
    }
}
