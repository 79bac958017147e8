using Flux.Apps.Canonical;

namespace Flux.Apps.Tests.Canonical;

/// <summary>The table of fluxos-protocol §15.1, computed there with the real library.</summary>
public sealed class ContentHashVectors
{
    [Theory]
    [InlineData("{}", "323217f643c3e3f1fe7532e72ac01bb0748c97be")]
    [InlineData("{\"a\":1}", "ca1a41f90da606b052ecf10c8286817813bc8861")]
    [InlineData("{\"b\":\"x\",\"a\":[1,2]}", "f4388a0ce6f867a1add40e8531029e6df4e935a2")]
    [InlineData("{\"a\":{},\"b\":{\"c\":{\"d\":null}},\"e\":[{\"x\":false},{\"x\":\"\"}]}", "a8150e0f21cf72ffbce55b798baeb6bb33fdd45f")]
    [InlineData("{\"a\":\"😀\"}", "3b649974a61ddeab778bddc7b28fce67bf267f5c")]
    [InlineData("{\"appSpecifications\":{\"version\":8,\"compose\":[{\"name\":\"é\",\"cpu\":0.5,\"ports\":[]}],\"nodes\":[]},\"hash\":\"00\"}", "5dcd520ba670a10fb87b4ef62c4527f10fa0b752")]
    [InlineData("{\"type\":\"fluxapprequest\",\"version\":1,\"hash\":\"abc\"}", "259af7abd4800f7c0b282b101f5c031105f8abe4")]
    [InlineData("{\"type\":\"fluxapprunning\",\"version\":2,\"apps\":[{\"name\":\"a\",\"hash\":\"h\",\"runningSince\":1}],\"ip\":\"1.2.3.4\",\"broadcastedAt\":1700000000000,\"osUptime\":12345.67,\"staticIp\":true}", "b49598577f427c61e702cc758b0eb58899ee0e03")]
    public void Hashes_as_the_library_does(string data, string expected)
    {
        JsReader.TryRead(data, out var value, out var problem).ShouldBeTrue(problem);
        ContentHash.Hex(value).ShouldBe(expected);
    }
}
