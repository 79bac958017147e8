using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Cli.Commands.App;
using Flux.TestKit;

namespace Flux.Cli.Tests.Commands.App;

public sealed class AppInForceTests
{
    private const long Height = 100;
    private static readonly TestKey Me = TestKey.Of("owner"), Stranger = TestKey.Of("stranger");

    [Fact]
    public void A_changed_variable_is_a_change() => Should.NotThrow(() => AppInForce.RequireChange(Spec(), Spec(environment: "A=2")));

    [Fact]
    public void The_specification_in_force_is_no_change() =>
        Should.Throw<CommandException>(() => AppInForce.RequireChange(Spec(), Spec())).Message.ShouldContain("Nothing has changed");

    [Theory]
    [InlineData("other")]
    [InlineData("Myapp")]
    public void An_app_keeps_its_name(string name) =>
        Should.Throw<CommandException>(() => AppInForce.RequireChange(Spec(), Spec(name))).Message.ShouldBe($"name: must stay myapp; {name} is another name.");

    [Fact]
    public void A_renewal_changes_the_lifetime_and_nothing_else()
    {
        var renewed = AppInForce.WithLifetime(Spec(), 30_000, AppRules.Own, Height);

        renewed.ToCanonicalJson().ShouldBe(Spec().ToCanonicalJson().Replace("\"expire\":22000", "\"expire\":30000", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(264_001)]
    public void A_lifetime_outside_the_rules_is_refused_with_what_is_allowed(long blocks) =>
        Should.Throw<CommandException>(() => AppInForce.WithLifetime(Spec(), blocks, AppRules.Own, Height)).Message.ShouldStartWith($"--blocks is {blocks}; ");

    [Fact]
    public void The_owners_later_message_is_allowed() =>
        Should.NotThrow(() => AppInForce.RequireAllowed(Update(Me, 1001), Registration(), "me", AppRules.Own, Height));

    [Fact]
    public void Who_is_not_the_owner_is_told_who_is()
    {
        var refused = Should.Throw<CommandException>(() => AppInForce.RequireAllowed(Update(Stranger, 1001), Registration(), "this wallet signs as 1Stranger", AppRules.Own, Height));

        refused.ExitCode.ShouldBe(ExitCode.Rejected);
        refused.Message.ShouldContain($"belongs to {OwnerSignature.OfKey(Me.PublicKey)}, and this wallet signs as 1Stranger");
    }

    [Fact]
    public void A_message_that_is_not_later_is_refused() =>
        Should.Throw<CommandException>(() => AppInForce.RequireAllowed(Update(Me, 1000), Registration(), "me", AppRules.Own, Height)).Message.ShouldContain("older");

    private static AppMessage Registration() => Message(Me, AppMessageKind.Register, Spec(), 1000);

    private static AppMessage Update(TestKey signer, long timestamp) => Message(signer, AppMessageKind.Update, Spec(environment: "A=2"), timestamp);

    private static AppMessage Message(TestKey signer, AppMessageKind kind, AppSpec spec, long timestamp) =>
        AppMessage.Create(kind, spec, timestamp, OwnerSignature.Sign(AppMessage.SignedText(kind, spec, timestamp), signer.PrivateKey));

    private static AppSpec Spec(string name = "myapp", string environment = "A=1")
    {
        var reading = AppSpec.TryParse(
            $$"""
            {"version":8,"name":"{{name}}","description":"d","owner":"{{OwnerSignature.OfKey(Me.PublicKey)}}","compose":[{"name":"web","description":"d","repotag":"a/b:1","ports":[31000],
            "containerPorts":[8080],"domains":[""],"environmentParameters":["{{environment}}"],"commands":[],"containerData":"/data","cpu":0.1,"ram":100,"hdd":1,"repoauth":""}],
            "instances":3,"contacts":[],"geolocation":[],"expire":22000,"nodes":[],"staticip":false,"enterprise":""}
            """,
            AppRules.Own,
            Height);
        reading.IsValid.ShouldBeTrue(reading.ToString());
        return reading.Spec!;
    }
}
