using Flux.Os.Identity;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Identity;

/// <summary>Logging in and out at one node.</summary>
public sealed class LoginTests : IdentityTest
{
    private readonly Owner _user = new(3), _other = new(4);

    [Fact]
    public void A_login_lasts_fourteen_days_and_survives_a_restart()
    {
        var phrase = Parts.LogIn(_user).Session.Phrase;

        Parts.Open();
        Parts.Sessions.Find(phrase)!.Id.ShouldBe(_user.Address);
        Time.Advance(TimeSpan.FromDays(14));

        Parts.Sessions.Find(phrase).ShouldBeNull();
        Parts.Sessions.All.ShouldBeEmpty();
    }

    [Fact]
    public void A_phrase_can_be_used_once()
    {
        var login = Parts.LogIn(_user);

        Refused(new Credentials(_user.Address, login.Session.Phrase, login.Signature)).ShouldContain("no longer valid");
    }

    [Fact]
    public void A_failed_try_does_not_use_up_the_phrase()
    {
        var phrase = Parts.Desk.Issue();

        Refused(new Credentials(_user.Address, phrase, _other.SignText(phrase))).ShouldContain("not by that address");

        Parts.Desk.TryLogin(new Credentials(_user.Address, phrase, _user.SignText(phrase)), out _).ShouldNotBeNull();
    }

    [Fact]
    public void A_phrase_of_another_node_is_refused()
    {
        using var foreign = PartsOf();
        var phrase = foreign.Desk.Issue();

        Refused(new Credentials(_user.Address, phrase, _user.SignText(phrase))).ShouldContain("no longer valid");
    }

    [Fact]
    public void A_phrase_is_good_for_fifteen_minutes()
    {
        var phrase = Parts.Desk.Issue();
        Time.Advance(LoginDesk.PhraseLife);

        Refused(new Credentials(_user.Address, phrase, _user.SignText(phrase))).ShouldContain("no longer valid");
        Parts.Desk.Open.ShouldBeEmpty();
    }

    [Fact]
    public void A_session_is_one_identity_s_alone()
    {
        var login = Parts.LogIn(IdentityParts.Operator);

        Parts.Authenticator.Identify(new Credentials(_other.Address, login.Session.Phrase, _other.SignText(login.Session.Phrase)), out var problem).ShouldBeNull();
        problem.ShouldContain("another identity");
    }

    [Fact]
    public void The_oldest_session_of_an_identity_gives_way()
    {
        var first = Parts.LogIn(_user).Session.Phrase;
        for (var i = 0; i < SessionBook.MostOfOne; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            Parts.LogIn(_user);
        }

        Parts.Sessions.Find(first).ShouldBeNull();
        Parts.Sessions.Of(_user.Address).Count.ShouldBe(SessionBook.MostOfOne);
    }

    [Fact]
    public void Logging_out_ends_one_s_own_sessions_only()
    {
        var (mine, second) = (Parts.LogIn(_user).Session.Phrase, Parts.LogIn(_user).Session.Phrase);
        var others = Parts.LogIn(_other).Session.Phrase;

        Parts.Sessions.Remove(mine).ShouldBeTrue();
        Parts.Sessions.Find(second).ShouldNotBeNull();
        Parts.Sessions.RemoveOf(_user.Address);

        Parts.Sessions.Find(second).ShouldBeNull();
        Parts.Sessions.Find(others).ShouldNotBeNull();
        Parts.Open();
        Parts.Sessions.All.ShouldHaveSingleItem().Id.ShouldBe(_other.Address);
    }

    // A page comes at any moment of a login; the clock is asked before and after the phrase is taken.
    [Fact]
    public void A_phrase_is_known_while_it_is_being_used()
    {
        var phrase = Parts.Desk.Issue();
        var looks = new List<bool>();
        Time.Asked = () =>
        {
            var again = Time.Asked;
            Time.Asked = null;
            looks.Add(Parts.Desk.IsKnown(phrase));
            Time.Asked = again;
        };

        Parts.Desk.TryLogin(new Credentials(_user.Address, phrase, _user.SignText(phrase)), out var problem).ShouldNotBeNull(problem);

        looks.Count.ShouldBeGreaterThan(3);
        looks.ShouldAllBe(known => known);
    }

    [Fact]
    public async Task Whoever_waits_with_a_phrase_is_told_of_the_login_before_or_after()
    {
        var phrase = Parts.Desk.Issue();
        var before = Parts.Desk.WaitAsync(phrase, TimeSpan.FromMinutes(1), CancellationToken.None);
        before.IsCompleted.ShouldBeFalse();

        Parts.Desk.TryLogin(new Credentials(_user.Address, phrase, _user.SignText(phrase)), out _).ShouldNotBeNull();

        (await before)!.Session.Phrase.ShouldBe(phrase);
        (await Parts.Desk.WaitAsync(phrase, TimeSpan.FromMinutes(1), CancellationToken.None))!.Session.Id.ShouldBe(_user.Address);
        Time.Advance(TimeSpan.FromMinutes(1));
        Parts.Desk.IsKnown(phrase).ShouldBeFalse();
    }

    private string Refused(Credentials credentials)
    {
        Parts.Desk.TryLogin(credentials, out var problem).ShouldBeNull();
        return problem;
    }
}
