using System.Collections.Immutable;
using Flux.Apps.Registry;
using Flux.Os.Registry;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Registry;

public sealed class TableIndexTests
{
    private static readonly Owner Somebody = new(7);

    [Theory]
    [InlineData("shop.example", "shop.example")]
    [InlineData("https://Shop.Example/", "shop.example")]
    [InlineData("", "")]
    public void A_domain_is_known_by_its_host_name(string domain, string host) => CustomDomain.HostOf(domain).ShouldBe(host);

    [Fact]
    public void A_host_name_leads_to_the_app_that_brought_it_along()
    {
        var index = Index(App("shop", 1, "Shop.example"), App("bare", 1, ""));
        index.OfDomain("shop.example")!.Name.ShouldBe("shop");
        index.OfDomain("").ShouldBeNull();
        index.OfDomain("unknown.example").ShouldBeNull();
    }

    [Fact]
    public void Who_came_first_has_the_domain()
    {
        Index(App("late", 9, "a.example"), App("zeta", 3, "A.example"), App("early", 5, "a.example")).OfDomain("a.example")!.Name.ShouldBe("zeta");
        Index(App("b", 3, "a.example"), App("a", 3, "a.example")).OfDomain("a.example")!.Name.ShouldBe("a");
    }

    [Fact]
    public void Names_that_nobody_has_do_not_make_it_look_through_the_apps_again()
    {
        var index = Index([.. Enumerable.Range(0, 2_000).Select(i => App($"app{i}", i, $"{i}.example"))]);
        index.OfDomain("1999.example")!.Name.ShouldBe("app1999");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) index.OfDomain("unknown.example").ShouldBeNull();
        // A look through the apps would allocate for each of them.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }

    private static TableIndex Index(params RegisteredApp[] apps) => new(apps.ToImmutableSortedDictionary(app => app.Key, app => app, StringComparer.Ordinal));

    private static RegisteredApp App(string name, long firstHeight, string domain) =>
        new(Somebody.Register(Somebody.SpecWithDomain(name, domain), firstHeight), firstHeight, firstHeight, []);
}
