using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;
using Flux.Primitives;

namespace Flux.Apps.Tests.Messages;

/// <summary>fluxos-protocol §4.8, §4.9: what a node asks of a message before it keeps it.</summary>
public sealed class AppMessageCheckTests
{
    private static readonly Owner Alice = new(1);
    private static readonly Owner Bob = new(2);

    [Fact]
    public void Takes_an_owners_registration_of_a_free_name() => Check(Alice.Register("demo"), null).ShouldBe(AppMessageVerdict.Accepted);

    [Fact]
    public void Refuses_a_specification_that_breaks_a_rule()
    {
        var broken = Example.Value(Example.Version8).With("instances", JsValue.Of(0));
        var verdict = Check(Alice.SignText("fluxappregister", broken, broken, 1000), null);
        verdict.Reject.ShouldBe(AppMessageReject.InvalidSpecification);
        verdict.Detail.ShouldBe("instances: 0 is outside 1–100");
    }

    [Fact]
    public void Refuses_a_hash_that_is_not_the_contents()
    {
        var message = Alice.Register("demo");
        var forged = message.ToGossip().With("hash", JsValue.Of(new string('0', 64)));
        AppMessage.TryRead(forged, out var read, out _).ShouldBeTrue();
        Check(read, null).Reject.ShouldBe(AppMessageReject.WrongHash);
    }

    [Fact]
    public void Refuses_a_registration_that_its_owner_did_not_sign()
    {
        var spec = Example.Spec("demo", owner: Alice.Address);
        Check(Bob.Sign(AppMessageKind.Register, spec, 1000), null).Reject.ShouldBe(AppMessageReject.WrongSignature);
    }

    [Fact]
    public void Refuses_a_name_that_is_held_in_any_spelling()
    {
        var verdict = Check(Bob.Register("DEMO"), Held(Alice.Register("demo")));
        verdict.Reject.ShouldBe(AppMessageReject.NameTaken);
        verdict.Detail.ShouldBe($"DEMO is registered by {Alice.Address} until height 110");
    }

    [Fact]
    public void Refuses_an_update_of_nothing() => Check(Alice.Update("demo", 2000), null).Reject.ShouldBe(AppMessageReject.UnknownApp);

    [Fact]
    public void Takes_an_update_signed_by_the_owner_so_far()
    {
        Check(Alice.Update("demo", 2000, newOwner: Bob.Address), Held(Alice.Register("demo"))).ShouldBe(AppMessageVerdict.Accepted);
        Check(Bob.Update("demo", 2000), Held(Alice.Register("demo"))).Reject.ShouldBe(AppMessageReject.WrongSignature);
    }

    [Fact]
    public void Refuses_an_update_that_is_not_newer() =>
        Check(Alice.Update("demo", 1000), Held(Alice.Register("demo", timestamp: 1000))).Reject.ShouldBe(AppMessageReject.WrongTime);

    [Fact]
    public void Refuses_an_update_that_changes_what_must_stay()
    {
        var old = Alice.Sign(AppMessageKind.Register, Example.Valid(Example.Value(Example.Version7).With("owner", JsValue.Of(Alice.Address))), 1000);
        var verdict = Check(Alice.Update("demo7", 2000), Held(old));
        verdict.ShouldBe(new(AppMessageReject.IncompatibleUpdate, "compose: has 2 components; version 7 had 1"));
    }

    [Theory]
    [InlineData(-3_600_000, true)]
    [InlineData(-3_600_001, false)]
    [InlineData(300_000, true)]
    [InlineData(300_001, false)]
    public void A_nodes_own_API_takes_messages_of_the_last_hour(long offset, bool taken) =>
        AppMessageCheck.CheckTime(Alice.Register("demo", timestamp: 10_000_000 + offset), 10_000_000).IsAccepted.ShouldBe(taken);

    [Theory]
    [InlineData("type", "\"fluxapprunning\"", "\"fluxapprunning\" is not an app message")]
    [InlineData("version", "2", "version must be 1")]
    [InlineData("timestamp", "\"now\"", "timestamp must be a number")]
    [InlineData("timestamp", "1.5", "timestamp must be a number")]
    [InlineData("signature", "\"\"", "signature is missing")]
    [InlineData("hash", "\"ABC\"", "hash must be 64 lower-case hexadecimal characters")]
    [InlineData("appSpecifications", "[]", "appSpecifications must be an object")]
    [InlineData("appSpecifications", "{}", "version: must be a number from 1 to 8")]
    public void Says_which_field_is_wrong(string field, string json, string expected)
    {
        AppMessage.TryRead(Alice.Register("demo").ToGossip().With(field, Example.Value(json)), out _, out var problem).ShouldBeFalse();
        problem.ShouldBe(expected);
    }

    [Fact]
    public void Knows_the_old_names_of_the_types() =>
        Check(Alice.SignText("zelappregister", Spec(), Spec(), 1000), null).ShouldBe(AppMessageVerdict.Accepted);

    [Fact]
    public void The_hash_is_over_the_specification_as_received_and_the_signature_over_the_formatted_one()
    {
        var received = Example.Set(Spec(), "compose[0].ports[0]", JsValue.Of("31111"));
        Check(Alice.SignText("fluxappregister", received, Spec(), 1000), null).ShouldBe(AppMessageVerdict.Accepted);
    }

    [Fact]
    public void Old_specifications_signed_in_the_old_order_still_verify()
    {
        var current = Example.Valid(Example.Value(Example.Version3).With("owner", JsValue.Of(Alice.Address))).Canonical;
        var members = current.Members.ToList();
        (members[3], members[4]) = (members[4], members[3]);
        var message = Alice.SignText("fluxappregister", current, JsValue.Object(members), 1000);
        AppMessageCheck.CheckHashAndSignature(message).ShouldBe(AppMessageVerdict.Accepted);
    }

    // Taken apart and put together again as the network does it: whatever the order received, those five first, or those two last.
    [Theory]
    [InlineData(Example.Version3, "hdd,name,owner,cpu,repotag,version")]
    [InlineData(Example.Version1, "repotag,ram,description")]
    public void The_hash_of_an_old_order_is_found_from_any_order_received(string example, string first)
    {
        var value = Example.Value(example).With("owner", JsValue.Of(Alice.Address));
        var names = first.Split(',');
        var received = JsValue.Object([.. names.Select(name => new JsMember(name, value[name]!)), .. value.Members.Where(member => !names.Contains(member.Name))]);
        string[] head = ["version", "name", "description", "repotag", "owner"];
        var hashed = JsValue.Object([.. head.Select(name => new JsMember(name, value[name]!)), .. received.Members.Where(member => !head.Contains(member.Name))]);
        Hashed(received, hashed).Reject.ShouldBe(AppMessageReject.None);
        Hashed(received, JsValue.Object(hashed.Members.Reverse())).Reject.ShouldBe(AppMessageReject.WrongHash);
    }

    [Fact]
    public void The_hash_of_version_7_is_found_with_secrets_before_credentials()
    {
        var received = Example.Value(Example.Version7).With("owner", JsValue.Of(Alice.Address));
        received = Example.Set(received, "compose[0]", JsValue.Object([new("repoauth", JsValue.Of("")), .. received["compose"]!.Items[0].Members]));
        var component = received["compose"]!.Items[0];
        var hashed = Example.Set(received, "compose[0]", JsValue.Object(
            [.. component.Members.Where(member => member.Name is not ("repoauth" or "secrets")), new("secrets", JsValue.Of("")), new("repoauth", JsValue.Of(""))]));
        Hashed(received, hashed).Reject.ShouldBe(AppMessageReject.None);
    }

    private static AppMessageVerdict Hashed(JsValue received, JsValue hashed)
    {
        var signature = OwnerSignature.Sign($"fluxappregister1{AppSpec.TryRead(received).Spec!.Canonical}1000", Alice.Key);
        var data = JsValue.Object(
        [
            new("type", JsValue.Of("fluxappregister")), new("version", JsValue.Of(1)), new("appSpecifications", received),
            new("hash", JsValue.Of(MessageHash.Of($"fluxappregister1{hashed}1000{signature}").ToString())), new("timestamp", JsValue.Of(1000)), new("signature", JsValue.Of(signature)),
        ]);
        AppMessage.TryRead(data, out var message, out var problem).ShouldBeTrue(problem);
        return AppMessageCheck.CheckHashAndSignature(message);
    }

    private static JsValue Spec() => Example.Value(Example.Version8).With("owner", JsValue.Of(Alice.Address));

    private static AppMessageVerdict Check(AppMessage message, RegisteredApp? current) => AppMessageCheck.CheckUnpaid(message, AppRules.Own, 50, current);

    private static RegisteredApp Held(AppMessage message) =>
        new(message, 10, 10, [new AppPayment(new OutPoint(TxId.Zero, 0), message.Hash, 10, 1, Amount.FromFlux(1), 100)]);
}
