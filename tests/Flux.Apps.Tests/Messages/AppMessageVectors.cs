using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests.Messages;

/// <summary>fluxos-protocol §15.3.</summary>
public sealed class AppMessageVectors
{
    private const string Specification = """{"version":8,"name":"demo","description":"d","owner":"1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH","compose":[{"name":"web","description":"w","repotag":"nginx:latest","ports":[31111],"domains":[""],"environmentParameters":[],"commands":[],"containerPorts":[80],"containerData":"/tmp","cpu":0.5,"ram":500,"hdd":5,"repoauth":""}],"instances":3,"contacts":[],"geolocation":[],"expire":88000,"nodes":[],"staticip":false,"enterprise":""}""";
    private const long Timestamp = 1_790_000_000_000;
    private const string Signature = "H1RvPjfErA+SRBqmlAl2k2RrZYSxcdiuDkZxAgg0x1DLb3n2zNBL4dhVEHUuMsrv6u/VV/piHvytdoc4QRgEWI4=";
    private const string Hash = "28c17b4f98042ad4a25f1a2e34c5ff4fdabe41fcb30306d4ad3e3e49d5c9570e";

    private static readonly byte[] One = [.. new byte[31], 1];

    private static AppSpec Spec => AppSpec.TryParse(Specification, AppRules.Own, 1).Spec!;

    [Fact]
    public void Signs_the_recorded_text() =>
        AppMessage.SignedText(AppMessageKind.Register, Spec, Timestamp).ShouldBe("fluxappregister1" + Specification + "1790000000000");

    [Fact]
    public void Makes_the_recorded_signature_and_hash()
    {
        OwnerSignature.Sign(AppMessage.SignedText(AppMessageKind.Register, Spec, Timestamp), One).ShouldBe(Signature);
        var message = AppMessage.Create(AppMessageKind.Register, Spec, Timestamp, Signature);
        message.Hash.ToString().ShouldBe(Hash);
        message.Signers.ShouldBe([Example.Owner]);
        AppMessageCheck.CheckContent(message, AppRules.Own, 1).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void Reads_the_recorded_message_from_gossip()
    {
        var data = AppMessage.Create(AppMessageKind.Register, Spec, Timestamp, Signature).ToGossip();
        string.Join(',', data.Members.Select(member => member.Name)).ShouldBe("type,version,appSpecifications,hash,timestamp,signature,arcaneSender");
        AppMessage.TryRead(JsTextOf(data), out var message, out var problem).ShouldBeTrue(problem);
        message.Hash.ToString().ShouldBe(Hash);
        AppMessageCheck.CheckContent(message, AppRules.Own, 1).ShouldBe(AppMessageVerdict.Accepted);
    }

    private static JsValue JsTextOf(JsValue value) => Example.Value(value.ToString());
}
