using Flux.Apps.Canonical;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests.Specs;

public sealed class SpecDraftTests
{
    private const string Hello = """
        {"name":"hello","compose":[{"name":"web","repotag":"hello:1","ports":[31000],"containerPorts":[8080],"cpu":0.1,"ram":100,"hdd":1}]}
        """;

    [Fact]
    public void A_short_draft_becomes_a_valid_specification()
    {
        var spec = Example.Valid(SpecDraft.Complete(Example.Value(Hello), Example.Owner, 22_000));
        spec.Owner.ShouldBe(Example.Owner);
        spec.Expire.ShouldBe(22_000);
        spec.Instances.ShouldBe(3);
        spec.Components[0].Domains.ShouldBe([""]);
        spec.Components[0].ContainerPorts.ShouldBe([8080]);
        spec.Description.ShouldBe("hello");
    }

    [Fact]
    public void What_is_written_stays()
    {
        var written = Example.Spec().Canonical;
        SpecDraft.Complete(written, "somebody else", 5).ToString().ShouldBe(written.ToString());
    }

    [Fact]
    public void Nothing_is_invented()
    {
        var completed = SpecDraft.Complete(Example.Value("""{"compose":[{}]}"""), Example.Owner, 22_000);
        AppSpec.TryParse(completed, AppRules.Own, 1).Problems.Select(problem => problem.Path).ShouldBe(
            ["name", "compose[0].name", "compose[0].repotag", "compose[0].cpu", "compose[0].ram", "compose[0].hdd", "description"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"version":7}""")]
    [InlineData("""{"version":"x"}""")]
    public void Other_things_come_back_as_they_are(string json) =>
        SpecDraft.Complete(Example.Value(json), Example.Owner, 1).ToString().ShouldBe(json);
}
