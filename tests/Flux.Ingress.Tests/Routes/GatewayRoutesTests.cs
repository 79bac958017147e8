using Flux.Ingress.Health;
using Flux.Ingress.Routes;

namespace Flux.Ingress.Tests.Routes;

public sealed class GatewayRoutesTests
{
    private static readonly RouteInstance A = new("a", "127.0.0.1", 1001);
    private static readonly RouteInstance B = new("b", "127.0.0.1", 1002);

    private readonly GatewayRoutes routes = new(new GatewayOptions(), TimeProvider.System);

    private static AppRoutes App(string name, string domain = "", params RouteInstance[] instances) =>
        new(name, [new PortRoute(8080, domain.Length > 0 ? [domain] : [], instances), new PortRoute(9090, [], instances)]);

    [Fact]
    public void Finds_an_app_by_name_port_and_domain_in_any_case()
    {
        routes.Update(App("Shop", "Shop.Example.com", A));
        routes.Find("shop.app.localhost").Target!.Port.ShouldBe(8080);
        routes.Find("shop_9090.app.localhost").Target!.Port.ShouldBe(9090);
        routes.Find("shop.example.com").Target!.App.ShouldBe("shop");
        routes.Find("shop_7.app.localhost").ShouldBe((null, "shop"));
    }

    [Fact]
    public void An_instance_that_stays_keeps_its_health()
    {
        routes.Update(App("shop", "", A, B));
        var target = routes.Find("shop.app.localhost").Target!;
        target.Instances[0].ConnectFailed();
        routes.Update(App("shop", "", B, A));
        routes.Find("shop.app.localhost").Target.ShouldBeSameAs(target);
        target.Instances.Single(one => one.Instance == A).Health.ShouldBe(InstanceHealth.Ejected);
        target.Instances.Single(one => one.Instance == B).Health.ShouldBe(InstanceHealth.Unknown);
    }

    [Fact]
    public void A_domain_stays_with_the_app_that_came_first_and_is_free_when_it_leaves()
    {
        routes.Update(App("first", "www.example.com", A));
        routes.Update(App("second", "www.example.com", B));
        routes.Find("www.example.com").App.ShouldBe("first");
        routes.Remove("first");
        routes.Find("www.example.com").App.ShouldBeNull();
        routes.Update(App("second", "www.example.com", B));
        routes.Find("www.example.com").App.ShouldBe("second");
    }

    [Fact]
    public void No_app_can_claim_a_name_below_the_app_domain()
    {
        routes.Update(App("thief", "bank.app.localhost", A));
        routes.Find("bank.app.localhost").Target.ShouldBeNull();
    }

    [Fact]
    public void Picks_healthy_instances_in_turn_and_unknown_ones_only_when_it_must()
    {
        routes.Update(App("shop", "", A, B));
        var target = routes.Find("shop.app.localhost").Target!;
        target.Instances[1].Answered();
        Enumerable.Range(0, 4).Select(_ => target.Pick([])!.Instance).ShouldAllBe(one => one == B);
        target.Pick([target.Instances[1]])!.Instance.ShouldBe(A);
        target.Instances[0].Answered();
        Enumerable.Range(0, 4).Select(_ => target.Pick([])!.Instance).Distinct().Count().ShouldBe(2);
        target.Pick([.. target.Instances]).ShouldBeNull();
    }

    [Fact]
    public void Is_active_only_after_it_was_asked_for()
    {
        routes.Update(App("shop", "", A));
        routes.IsActive("shop").ShouldBeFalse();
        routes.Find("shop.app.localhost");
        routes.IsActive("Shop").ShouldBeTrue();
    }
}
