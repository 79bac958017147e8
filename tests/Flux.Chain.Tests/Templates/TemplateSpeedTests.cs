using System.Diagnostics;
using System.Globalization;
using Flux.Chain.Mempool;
using Flux.Chain.Templates;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Templates;

/// <summary>How long miners wait for work on a new tip while the pool is full. Measures, and asserts what must hold however slow the machine is.</summary>
[Trait("Category", "Long")]
public sealed class TemplateSpeedTests : IDisposable
{
    private const int Waiting = 2_000;
    private const int PerSplit = 200;
    private readonly TemporaryDirectory _directory = new();
    private readonly ScenarioChain _scenario = new(TestNetworks.Quick, TestNetworks.QuickLimits);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_template_on_a_new_tip_with_two_thousand_waiting_transactions()
    {
        _scenario.MineMany(40);
        await using var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
        await FillAsync(node);
        var times = new List<double>();
        for (var i = 0; i < 21; i++)
        {
            // Somebody else's block without our transactions: the pool stays full.
            var empty = await node.BuildTemplateAsync(_scenario.Miner.Script, new TemplateOptions { MostBytes = 4_000, CoinbaseExtra = BitConverter.GetBytes(i) }, TestContext.Current.CancellationToken);
            (await node.SubmitAsync(empty.Block)).IsConnected.ShouldBeTrue();
            var began = Stopwatch.GetTimestamp();
            var template = await node.BuildTemplateAsync(_scenario.Miner.Script, new TemplateOptions(), TestContext.Current.CancellationToken);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            template.Transactions.Length.ShouldBe(Waiting);
            template.Parent.Hash.ShouldBe(empty.Block.Header.Hash);
        }
        times.RemoveAt(0);
        times.Sort();
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture, $"template with {Waiting} transactions: least {times[0]:F1} ms, median {times[10]:F1} ms, most {times[^1]:F1} ms"));
    }

    private async Task FillAsync(ChainNode node)
    {
        var splits = _scenario.Spendable(_scenario.Miner).Take(Waiting / PerSplit).Select(coin =>
        {
            var each = new Amount((coin.Output.Value.Satoshis - 1_000_000) / PerSplit);
            return TestTransactions.Pay([coin], [_scenario.Miner], [.. Enumerable.Repeat(new TxOutput(each, _scenario.Miner.Script), PerSplit)]);
        }).ToList();
        foreach (var split in splits) (await node.SubmitAsync(split)).Kind.ShouldBe(PoolResultKind.Accepted);
        var template = await node.BuildTemplateAsync(_scenario.Miner.Script, new TemplateOptions(), TestContext.Current.CancellationToken);
        (await node.SubmitAsync(template.Block)).IsConnected.ShouldBeTrue();
        foreach (var split in splits)
        {
            for (var i = 0; i < PerSplit; i++)
            {
                var spent = split.Outputs[i];
                var payment = TestTransactions.Pay(
                    [(new OutPoint(split.Id, (uint)i), spent)], [_scenario.Miner], [new TxOutput(spent.Value - new Amount(5_000 + (i * 10)), _scenario.Miner.Script)]);
                (await node.SubmitAsync(payment)).Kind.ShouldBe(PoolResultKind.Accepted);
            }
        }
    }
}
