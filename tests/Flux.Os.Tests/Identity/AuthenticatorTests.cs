using System.Globalization;
using Flux.Apps.Messages;
using Flux.Os.Identity;
using Flux.Os.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Flux.Os.Tests.Identity;

/// <summary>Who makes a request, and how far that signature reaches.</summary>
public sealed class AuthenticatorTests : IdentityTest
{
    private const string Here = Node.Address + ":16127";
    private readonly Owner _owner = new(3), _stranger = new(4);

    [Fact]
    public void The_header_is_read_as_query_string_and_as_json()
    {
        var phrase = Phrase(TimeSpan.Zero);
        var signature = _owner.SignText(phrase);

        Caller($"zelid={_owner.Address}&signature={Uri.EscapeDataString(signature)}&loginPhrase={phrase}").Id.ShouldBe(_owner.Address);
        Caller($$"""{"zelid":"{{_owner.Address}}","signature":"{{signature}}","loginPhrase":"{{phrase}}"}""").Id.ShouldBe(_owner.Address);
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("{", "zelid is missing")]
    [InlineData("zelid=&signature=&loginPhrase=", "zelid is missing")]
    [InlineData("zelid=x&signature=y", "loginPhrase is missing")]
    [InlineData("zelid=x&signature=y&loginPhrase=abcdefghijklmabcdefghijklmabcdefghijklmabcdefghijklm", "13 digits")]
    public void What_proves_nothing_is_refused_with_the_reason(string header, string reason) => Refused(header).ShouldContain(reason);

    [Fact]
    public void A_huge_header_is_refused() => Refused(new string('a', 5000)).ShouldContain("too long");

    [Fact]
    public void Another_key_is_refused()
    {
        var phrase = Phrase(TimeSpan.Zero);

        Refused(Header(_owner.Address, phrase, _stranger.SignText(phrase))).ShouldContain("not by that address");
    }

    [Theory]
    [InlineData(2, "from the future")]
    [InlineData(-16 * 60 - 1, "too old")]
    public void A_phrase_out_of_its_time_is_refused(int minutes, string reason) => Refused(Signed(Phrase(TimeSpan.FromMinutes(minutes)), _owner)).ShouldContain(reason);

    [Theory]
    [InlineData(0, true)]
    [InlineData(120, true)]
    [InlineData(121, false)]
    public void A_self_made_phrase_speaks_for_the_owner_of_an_app_for_two_hours(int minutes, bool allowed)
    {
        var caller = Caller(Signed(Phrase(TimeSpan.FromMinutes(-minutes)), _owner));

        Parts.Authenticator.Allows(caller, Privilege.AppOwner, _owner.Address).ShouldBe(allowed);
        Parts.Authenticator.Allows(caller, Privilege.AppOwnerAbove, _owner.Address).ShouldBe(allowed);
        Parts.Authenticator.Allows(caller, Privilege.User).ShouldBeTrue();
        Parts.Authenticator.Allows(caller, Privilege.AppOwnerAbove, _stranger.Address).ShouldBeFalse();
    }

    [Fact]
    public void A_self_made_phrase_never_makes_an_operator_or_the_team()
    {
        foreach (var who in (Owner[])[IdentityParts.Operator, IdentityParts.Team])
        {
            var caller = Caller(Signed(Phrase(TimeSpan.Zero), who));
            foreach (var privilege in (Privilege[])[Privilege.Admin, Privilege.FluxTeam, Privilege.AdminAndFluxTeam, Privilege.AppOwnerAbove])
                Parts.Authenticator.Allows(caller, privilege, _owner.Address).ShouldBeFalse();
            Parts.Authenticator.LevelOf(caller).ShouldBe("user");
        }
    }

    [Fact]
    public void A_login_here_gives_the_operator_their_level()
    {
        var login = Parts.LogIn(IdentityParts.Operator);

        var caller = Caller(Header(login.Session.Id, login.Session.Phrase, login.Signature));

        caller.Proof.ShouldBe(CallerProof.Session);
        Parts.Authenticator.Allows(caller, Privilege.Admin).ShouldBeTrue();
        Parts.Authenticator.Allows(caller, Privilege.FluxTeam).ShouldBeFalse();
        Parts.Authenticator.Allows(caller, Privilege.AppOwnerAbove, _owner.Address).ShouldBeTrue();
        Parts.Authenticator.Allows(caller, Privilege.AppOwner, _owner.Address).ShouldBeFalse();
    }

    [Fact]
    public void A_text_bound_to_this_node_works_and_one_for_another_node_does_not()
    {
        Caller(Signed(Bound(Here), IdentityParts.Operator)).Proof.ShouldBe(CallerProof.NodeBound);
        Caller(Signed(Bound("node.example:443"), IdentityParts.Operator)).Proof.ShouldBe(CallerProof.NodeBound);
        Refused(Signed(Bound("127.99.0.12:16127"), IdentityParts.Operator)).ShouldContain("is for 127.99.0.12:16127");
    }

    [Theory]
    [InlineData(0, "too old")]
    [InlineData(16 * 60_000, "15 minutes ahead")]
    public void A_bound_text_out_of_its_time_is_refused(int aheadMs, string reason) => Refused(Signed(Bound(Here, aheadMs), _owner)).ShouldContain(reason);

    [Theory]
    [InlineData("flux-login:1:127.99.0.11:16127:1767225660000:short")]
    [InlineData("flux-login:1:127.99.0.11:16127:+1767225660000:0123456789abcdef0123456789abcdef")]
    [InlineData("flux-login:1::")]
    public void A_malformed_bound_text_is_refused_and_not_taken_for_a_phrase(string text) => Refused(Signed(text, _owner)).ShouldContain("flux-login");

    [Fact]
    public void An_operator_can_refuse_self_made_phrases()
    {
        using var strict = PartsOf(acceptSelfMade: false);

        strict.Authenticator.Identify(Context(Signed(Phrase(TimeSpan.Zero), _owner)), out var problem).ShouldBeNull();
        problem.ShouldContain("self-made");
        strict.Authenticator.Identify(Context(Signed(Bound(Here), _owner)), out _).ShouldNotBeNull();
    }

    private static string Header(string id, string phrase, string signature) => $"zelid={id}&signature={Uri.EscapeDataString(signature)}&loginPhrase={Uri.EscapeDataString(phrase)}";

    private static string Signed(string phrase, Owner owner) => Header(owner.Address, phrase, owner.SignText(phrase));

    private static DefaultHttpContext Context(string header)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers[Credentials.Header] = header;
        return context;
    }

    private string Phrase(TimeSpan shift) => (Time.GetUtcNow() + shift).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) + new string('a', 32);

    private string Bound(string node, int aheadMs = 60_000) => new NodeLogin(node, Time.NowMs + aheadMs, "0123456789abcdef0123456789abcdef").ToString();

    private Caller Caller(string header) => Parts.Authenticator.Identify(Context(header), out var problem).ShouldNotBeNull(problem);

    private string Refused(string header)
    {
        Parts.Authenticator.Identify(Context(header), out var problem).ShouldBeNull();
        return problem;
    }
}
