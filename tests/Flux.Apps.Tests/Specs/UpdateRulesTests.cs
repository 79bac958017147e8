using Flux.Apps.Canonical;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests.Specs;

/// <summary>fluxos-protocol §3.12.</summary>
public sealed class UpdateRulesTests
{
    [Fact]
    public void Version_8_may_change_anything_but_the_name()
    {
        var next = Example.Value(Example.Version8).With("compose", JsValue.Array([Example.Value(Example.Version8)["compose"]!.Items[0]]))
            .With("owner", JsValue.Of("1EHNa6Q4Jz2uvNExL497mE43ikXhwF6kZm"));
        UpdateRules.Check(Example.Spec(), Example.Valid(next)).ShouldBeEmpty();
        Check(Example.Spec(), Example.Spec("other")).ShouldBe(["name: other is not demo"]);
    }

    [Fact]
    public void The_spelling_of_the_name_may_change() => UpdateRules.Check(Example.Spec(), Example.Spec("DEMO")).ShouldBeEmpty();

    [Fact]
    public void A_single_container_keeps_its_image()
    {
        var current = Example.Valid(Example.Value(Example.Version3));
        Check(current, Example.Valid(Example.Value(Example.Version3).With("repotag", JsValue.Of("nginx:other"))))
            .ShouldBe(["repotag: must not change before version 4"]);
    }

    [Fact]
    public void Composed_apps_never_go_back_to_a_single_container() =>
        Check(Example.Spec("demo3"), Example.Valid(Example.Value(Example.Version3))).ShouldContain("version: 8 cannot become 3");

    [Fact]
    public void A_version_changes_only_to_the_latest() =>
        Check(Example.Spec("demo7"), Example.Valid(Example.Value(Example.Version7))).ShouldContain("version: may only change to 8");

    [Fact]
    public void Components_of_version_7_keep_number_and_names()
    {
        var current = Example.Valid(Example.Value(Example.Version7));
        Check(current, Example.Spec("demo7")).ShouldBe(["compose: has 2 components; version 7 had 1"]);
        var renamed = Example.Set(Example.Value(Example.Version7), "compose[0].name", JsValue.Of("other"));
        Check(current, Example.Valid(renamed)).ShouldBe(["compose: has no component web any more; before version 8 their names stay"]);
    }

    [Fact]
    public void Components_of_version_7_may_change_their_order()
    {
        var value = Example.Value(Example.Version7);
        var (web, db) = (value["compose"]!.Items[0], Example.Set(value["compose"]!.Items[0], "name", JsValue.Of("db")).With("ports", JsValue.EmptyArray)
            .With("containerPorts", JsValue.EmptyArray).With("domains", JsValue.EmptyArray));
        var (one, other) = (Example.Valid(value.With("compose", JsValue.Array([web, db]))), Example.Valid(value.With("compose", JsValue.Array([db, web]))));
        Check(one, other).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_paid_may_have_changed_to_any_later_version_and_into_an_encrypted_one()
    {
        var seven = Example.Valid(Example.Value(Example.Version7));
        var six = AppSpec.TryRead(Example.Value(Example.Version7).With("version", JsValue.Of(6))).Spec!;
        UpdateRules.CheckPaid(six, seven).ShouldBeEmpty();
        UpdateRules.Check(six, seven).ShouldNotBeEmpty();
        var encrypted = AppSpec.TryRead(Example.Value(Example.Version8).With("name", JsValue.Of("demo7")).With("compose", JsValue.EmptyArray)
            .With("enterprise", JsValue.Of("blob"))).Spec!;
        UpdateRules.CheckPaid(seven, encrypted).ShouldBeEmpty();
        UpdateRules.CheckPaid(Example.Spec("demo3"), Example.Valid(Example.Value(Example.Version3))).ShouldNotBeEmpty();
    }

    private static IEnumerable<string> Check(AppSpec current, AppSpec next) => [.. UpdateRules.Check(current, next).Select(problem => problem.ToString())];
}
