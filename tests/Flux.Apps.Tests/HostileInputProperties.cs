using CsCheck;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests;

/// <summary>A peer or an app owner can never cause an exception, and nothing they send grows beyond what they sent.</summary>
public sealed class HostileInputProperties
{
    private static readonly string[] Examples = [Example.Version1, Example.Version3, Example.Version7, Example.Version8];

    [Fact]
    public void Any_text_is_read_or_refused() => Gen.OneOf(Gen.String[0, 200], Gen.Char["{}[]\",:\\u0123456789.eE+-tfn ad\ud800"].Array[0, 60].Select(text => new string(text)))
        .Sample(text =>
        {
            if (JsReader.TryRead(text, out var value, out var problem)) JsReader.TryRead(value.ToString(), out _, out _).ShouldBeTrue();
            else problem.ShouldNotBeEmpty();
            GossipEnvelope.TryRead(text, out _, out _);
            AppSpec.TryParse(text, AppRules.Own, 1).ShouldNotBeNull();
        }, iter: 20_000);

    [Fact]
    public void Any_damage_to_a_specification_is_reported_or_harmless() =>
        Gen.Int[0, Examples.Length - 1].SelectMany(example => JsonGen.Damaged(Example.Value(Examples[example]))).Sample(value =>
        {
            foreach (var rules in (AppRules[])[AppRules.Own, AppRules.Main])
            {
                var reading = AppSpec.TryParse(value, rules, 2_200_000);
                (reading.Spec is not null || reading.Problems.Length > 0).ShouldBeTrue();
                if (reading.IsValid) AppSpec.TryParse(reading.Spec!.Canonical, rules, 2_200_000).Spec!.ToCanonicalJson().ShouldBe(reading.Spec.ToCanonicalJson());
                if (reading.IsValid) foreach (var component in reading.Spec!.Components) component.Ports.Length.ShouldBeLessThanOrEqualTo(5);
            }
        }, iter: 5_000);

    [Fact]
    public void Any_damage_to_a_message_is_reported_or_harmless()
    {
        var node = new Owner(3);
        var messages = new List<GossipMessage>
        {
            new AppAnnouncement(new Owner(1).Register("demo")),
            new RunningReport([new("a", "h", "s")], new(1, 1), 5, default, true),
            new AppRequest([MessageHash.Of("a"), MessageHash.Of("b")]),
            new DeclineReport("a", MessageHash.Of("a"), new(1, 1), default, Apps.Placement.DeclineReason.Port, 5, 5),
            new SyncBatch(SyncBatch.Temporary, [JsValue.Null], true),
        };
        Gen.Int[0, messages.Count - 1].SelectMany(i => JsonGen.Damaged(Example.Value(GossipEnvelope.Sign(messages[i], 1_000, node.PublicKey, node.Key).ToJson())))
            .Sample(value =>
            {
                if (!GossipEnvelope.TryRead(value.ToString(), out var envelope, out _)) return;
                envelope.Check(1_000);
                envelope.ContentHash().Length.ShouldBe(20);
                if (!GossipReader.TryRead(envelope.Data, out var message, out _)) return;
                message.ToJs().ShouldNotBeNull();
                if (message is AppAnnouncement announced) AppMessageCheck.CheckUnpaid(announced.Message, AppRules.Own, 1, null);
            }, iter: 2_000);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("1")]
    [InlineData("\"x\"")]
    public void A_huge_list_is_not_looked_into(string element)
    {
        var list = "[" + string.Join(',', Enumerable.Repeat(element, 200_000)) + "]";
        foreach (var field in (string[])["compose", "contacts", "nodes"])
            Example.Read(Example.Version8, field, list).Problems.Length.ShouldBeLessThan(2 * SpecFormatter.MaxProblems + 1);
        Example.Read(Example.Version8, "contacts", list).ToString().ShouldBe("contacts: has 200000 entries");
    }

    [Fact]
    public void Problems_are_counted_up_to_a_hundred()
    {
        var compose = "[" + string.Join(',', Enumerable.Repeat("{}", 1_000)) + "]";
        Example.Read(Example.Version8, "compose", compose).Problems.Length.ShouldBeLessThanOrEqualTo(2 * SpecFormatter.MaxProblems);
        var domains = Example.Read(Example.Version8, "compose[0].domains[0]", JsValue.Of(new string(',', 100_000)).ToString());
        domains.Problems.Length.ShouldBeLessThanOrEqualTo(SpecFormatter.MaxProblems);
    }
}
