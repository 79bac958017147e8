using CsCheck;
using Flux.Apps.Messages;
using Flux.Os.Tests.Support;
using Flux.Primitives;

namespace Flux.Os.Tests.Registry;

/// <summary>
/// Random histories of a whole node: payments, renewals, races for a name, refunds, reorganisations, restarts, hours that pass, messages before
/// and after their payment. A node that starts from nothing and gets its messages from the first one has the same table.
/// </summary>
public sealed class RegistryServiceProperties : IAsyncLifetime
{
    private const int StepKinds = 8;
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Owner Alice = new(7);
    private static readonly Owner Bob = new(8);
    private static readonly Gen<(int Kind, int Message, int Number)[]> Steps = Gen.Select(Gen.Int[0, StepKinds - 1], Gen.Int[0, 6], Gen.Int[1, 6]).Array[5, 40];
    private StubFluxd _fluxd = null!;

    public async ValueTask InitializeAsync() => _fluxd = await StubFluxd.StartAsync();

    public ValueTask DisposeAsync() => _fluxd.DisposeAsync();

    [Fact]
    public Task A_node_that_starts_from_nothing_has_the_table_of_one_that_was_there() => Steps.SampleAsync(PlayAsync, iter: 20, threads: 1);

    [Fact]
    [Trait("Category", "Long")]
    public Task A_node_that_starts_from_nothing_has_the_table_of_one_that_was_there_in_many_histories() => Steps.SampleAsync(PlayAsync, iter: 500, threads: 1);

    private async Task PlayAsync((int Kind, int Message, int Number)[] steps)
    {
        var time = new ManualTime();
        _fluxd.TakeBack(_fluxd.Height);
        AppMessage[] messages =
        [
            Alice.Register("one", time.NowMs), Bob.Register("one", time.NowMs + 1), Alice.Update("one", time.NowMs + 2), Alice.Update("one", time.NowMs + 3),
            Alice.Register("two", time.NowMs), Bob.Register("TWO", time.NowMs + 1), Bob.Update("two", time.NowMs + 2),
        ];
        var folder = Directory.CreateTempSubdirectory("flux-os-history-").FullName;
        var node = new Node(_fluxd, time, folder);
        var paid = new List<Transaction>();
        foreach (var (kind, index, number) in steps)
        {
            var message = messages[index];
            switch (kind)
            {
                case 0: await node.Registry.LearnAsync(message, Never); break;
                case 1: Mine(paid, StubFluxd.Pay(message, blocks: number, number: (uint)number)); break;
                case 2: Mine(paid, StubFluxd.Pay(message, number: (uint)number, renews: paid.LastOrDefault(tx => _fluxd.IsUnspent(tx.Id)))); break;
                case 3: Mine(paid, StubFluxd.Pay(message, divisor: number, number: (uint)number + 100)); break;
                case 4 when paid.Count > 0 && _fluxd.IsUnspent(paid[number % paid.Count].Id): _fluxd.Mine(StubFluxd.Refund(paid[number % paid.Count])); break;
                case 5: _fluxd.TakeBack(Math.Min(number, _fluxd.Height)); break;
                case 6: time.Advance(TimeSpan.FromMinutes(number * 15)); break;
                case 7:
                    node.Dispose();
                    node = new Node(_fluxd, time, folder);
                    break;
            }
            if (number % 2 == 0) await FollowAsync(node);
        }
        await FollowAsync(node);
        using var fresh = new Node(_fluxd, time);
        await FollowAsync(fresh);
        foreach (var (message, _) in node.Registry.Permanent.Reverse()) (await fresh.Registry.LearnAsync(message, Never)).Verdict.IsAccepted.ShouldBeTrue();

        fresh.Registry.Missing.Order().ShouldBe(node.Registry.Missing.Order());
        fresh.Registry.Table.Hash().ShouldBe(node.Registry.Table.Hash());
        foreach (var message in messages) Outcomes(fresh, message).ShouldBe(Outcomes(node, message));
        node.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    // The same payment is in the chain once; after a reorganisation it may come again.
    private void Mine(List<Transaction> paid, Transaction payment)
    {
        if (_fluxd.Contains(payment.Id)) return;
        _fluxd.Mine(payment);
        paid.Add(payment);
    }

    private Task FollowAsync(Node node) => node.Registry.FollowAsync(node.Follower.Picture with { Height = _fluxd.Height }, Never);

    private static string Outcomes(Node node, AppMessage message) => string.Join('\n', node.Registry.PaymentsFor(message.Hash).Select(p => $"{p.Payment.Coin} {p.Outcome}"));
}
