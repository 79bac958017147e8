using System.Collections.Immutable;
using System.Globalization;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Os.Registry;
using Flux.Os.Tests.Support;
using Flux.Os.Watching;
using Flux.Primitives;

namespace Flux.Os.Tests.Watching;

/// <summary>Which apps a node looks at, and what a change costs: never all apps times all nodes.</summary>
public sealed class OwnSeatsTests : IAsyncLifetime
{
    private const int Nodes = 400, Apps = 300;
    private readonly ManualTime _time = new();
    private readonly Owner _owner = new(9);
    private StubFluxd _fluxd = null!;
    private Node _node = null!;
    private OwnSeats _seats = null!;
    private ImmutableArray<PlacementNode> _nodes;
    private ImmutableSortedDictionary<string, RegisteredApp> _apps = ImmutableSortedDictionary.Create<string, RegisteredApp>(StringComparer.Ordinal);
    private PlacementNode _self = null!;

    public async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        _fluxd.AddNode(1, Node.Address, Node.Identity.PublicKey);
        _fluxd.Mine();
        _node = new Node(_fluxd, _time);
        await _node.FollowAsync(_fluxd);
        _seats = new OwnSeats(AppRules.Own, _node.Declines);
        _nodes = [.. Enumerable.Range(1, Nodes).Select(i => Place(i, "t1" + i)).OrderBy(n => n.Collateral)];
        _self = _nodes[Nodes / 2];
        foreach (var number in Enumerable.Range(0, Apps)) Register("app" + number.ToString(CultureInfo.InvariantCulture), 1);
        Update();
    }

    public ValueTask DisposeAsync()
    {
        _node.Dispose();
        return _fluxd.DisposeAsync();
    }

    [Fact]
    public void At_the_start_every_app_is_looked_at_once_and_those_of_this_node_are_found()
    {
        _seats.Looks.ShouldBe(Apps);
        _seats.Possible.Count.ShouldBeLessThan(Apps / 4);
        AgreesWithWalks();
    }

    [Fact]
    public void A_block_that_changes_nothing_costs_nothing()
    {
        Update();
        _seats.Looks.ShouldBe(Apps);
    }

    [Fact]
    public void A_new_an_updated_and_an_ended_app_cost_one_look_each_at_most()
    {
        Register("another", 1);
        Update();
        _seats.Looks.ShouldBe(Apps + 1);
        Register("app7", 2);
        Update();
        _seats.Looks.ShouldBe(Apps + 2);
        _apps = _apps.Remove("app7");
        Update();
        _seats.Looks.ShouldBe(Apps + 2);
        AgreesWithWalks();
    }

    [Fact]
    public void Nodes_that_leave_cost_only_the_apps_that_they_kept_from_this_one()
    {
        foreach (var gone in Enumerable.Range(0, 40))
        {
            var place = gone * 9 % _nodes.Length;
            _nodes = _nodes.RemoveAt(_nodes[place] == _self ? place + 1 : place);
            Update();
            AgreesWithWalks();
        }
        // 40 times nine of 400 proofs, and what was possible before: far below 40 times everything.
        _seats.Looks.ShouldBeLessThan(Apps * 10);
    }

    [Fact]
    public void A_payee_that_moves_counts_as_another_node()
    {
        for (var i = 0; i < Nodes; i += 3)
        {
            if (_nodes[i] == _self) continue;
            _nodes = _nodes.SetItem(i, _nodes[i] with { Payee = "one for all" });
        }
        Update();
        AgreesWithWalks();
    }

    [Fact]
    public void A_decline_of_a_better_node_may_bring_the_app_here()
    {
        // A node that is small in a small world: every better node declines until the seat is this one's.
        var app = _apps.Values.First(a => !_seats.Possible.Contains(a.Key));
        foreach (var better in Walk.For(app, default, AppRules.Own, _nodes, [], 1).Nodes.TakeWhile(seat => seat.Node != _self))
        {
            var report = new DeclineReport(app.Name, app.Hash, default, better.Node.Collateral, DeclineReason.Port, _node.Follower.Picture.Height + 50, _time.NowMs);
            _node.Declines.Add(report, Node.Identity.Seal(report, _time.NowMs)).ShouldBeTrue();
        }

        Update();

        _seats.Possible.ShouldContain(app.Key);
    }

    private void AgreesWithWalks()
    {
        foreach (var app in _apps.Values)
        {
            var isMember = Walk.MembersOf(app, default, AppRules.Own, _nodes, _node.Declines.Of(app.Hash), 1).Any(member => member.Node == _self);
            if (isMember) _seats.Possible.ShouldContain(app.Key);
        }
        _seats.Possible.ShouldAllBe(key => _apps.ContainsKey(key));
    }

    private void Update() => _seats.Update(new TableIndex(_apps), default, _nodes, _self);

    private void Register(string name, int instances)
    {
        var message = AppMessage.Create(AppMessageKind.Register, AppSpec.TryParse(_owner.Spec(name).Canonical.With("instances", Flux.Apps.Canonical.JsValue.Of(instances)), AppRules.Own, 1).Spec!, _time.NowMs, "s");
        _apps = _apps.SetItem(name, new RegisteredApp(message, 1, 1, [new AppPayment(default, message.Hash, 1, 0, new Amount(1), 1_000)]));
    }

    private static PlacementNode Place(int number, string payee) => new(new OutPoint(TxId.Parse(number.ToString("x64", CultureInfo.InvariantCulture)), 0), NodeTier.Cumulus, payee);
}
