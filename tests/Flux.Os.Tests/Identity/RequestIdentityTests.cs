using System.Globalization;
using Flux.Os.Identity;
using Flux.Os.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Flux.Os.Tests.Identity;

/// <summary>The zelidauth header: who signed, and when.</summary>
public sealed class RequestIdentityTests
{
    private readonly ManualTime _time = new();
    private readonly Owner _owner = new(3);

    [Fact]
    public void A_fresh_phrase_by_its_signer_is_taken_in_both_forms()
    {
        var phrase = Phrase(TimeSpan.Zero);
        var signature = _owner.SignText(phrase);

        Read($"zelid={_owner.Address}&signature={Uri.EscapeDataString(signature)}&loginPhrase={phrase}").Id.ShouldBe(_owner.Address);
        Read($$"""{"zelid":"{{_owner.Address}}","signature":"{{signature}}","loginPhrase":"{{phrase}}"}""").Id.ShouldBe(_owner.Address);
    }

    [Theory]
    [InlineData(-121, "too old")]
    [InlineData(2, "from the future")]
    public void A_phrase_out_of_its_time_is_refused(int minutes, string reason) => Refused(Signed(Phrase(TimeSpan.FromMinutes(minutes)), _owner)).ShouldContain(reason);

    [Fact]
    public void Another_key_is_refused()
    {
        var phrase = Phrase(TimeSpan.Zero);

        Refused($"zelid={_owner.Address}&signature={Uri.EscapeDataString(new Owner(4).SignText(phrase))}&loginPhrase={phrase}").ShouldContain("not by that address");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("zelid=&signature=&loginPhrase=")]
    [InlineData("zelid=x&signature=y&loginPhrase=abcdefghijklmabcdefghijklmabcdefghijklmabcdefghijklm")]
    public void What_is_no_header_is_refused_with_a_reason(string header) => Refused(header).ShouldNotBeEmpty();

    [Fact]
    public void A_huge_header_is_refused() => Refused(new string('a', 5000)).ShouldNotBeEmpty();

    private string Phrase(TimeSpan shift) => (_time.GetUtcNow() + shift).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) + new string('a', 32);

    private static string Signed(string phrase, Owner owner) => $"zelid={owner.Address}&signature={Uri.EscapeDataString(owner.SignText(phrase))}&loginPhrase={phrase}";

    private RequestIdentity Read(string header) => RequestIdentity.Read(Request(header), _time, out var problem).ShouldNotBeNull(problem);

    private string Refused(string header)
    {
        RequestIdentity.Read(Request(header), _time, out var problem).ShouldBeNull();
        return problem;
    }

    private static HttpRequest Request(string header)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["zelidauth"] = header;
        return request;
    }
}
