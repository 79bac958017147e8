using Flux.Os.Identity;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Identity;

/// <summary>Logging in and out at one node.</summary>
public sealed class LoginTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly Owner _user = new(3), _other = new(4);
    private StubFluxd _fluxd = null!;
    private IdentityParts _parts = null!;

    public async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        _parts = new IdentityParts(_fluxd, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _parts.Dispose();
        await _fluxd.DisposeAsync();
    }

    [Fact]
    public void A_login_lasts_fourteen_days_and_survives_a_restart()
    {
        var phrase = _parts.LogIn(_user).Session.Phrase;

        _parts.Open();
        _parts.Sessions.Find(phrase)!.Id.ShouldBe(_user.Address);
        _time.Advance(TimeSpan.FromDays(14));

        _parts.Sessions.Find(phrase).ShouldBeNull();
        _parts.Sessions.All.ShouldBeEmpty();
    }

    [Fact]
    public void A_phrase_can_be_used_once()
    {
        var login = _parts.LogIn(_user);

        Refused(new Credentials(_user.Address, login.Session.Phrase, login.Signature)).ShouldContain("no longer valid");
    }

    [Fact]
    public void A_failed_try_does_not_use_up_the_phrase()
    {
        var phrase = _parts.Desk.Issue();

        Refused(new Credentials(_user.Address, phrase, _other.SignText(phrase))).ShouldContain("not by that address");

        _parts.Desk.TryLogin(new Credentials(_user.Address, phrase, _user.SignText(phrase)), out _).ShouldNotBeNull();
    }

    [Fact]
    public void A_phrase_of_another_node_is_refused()
    {
        using var foreign = new IdentityParts(_fluxd, _time);
        var phrase = foreign.Desk.Issue();

        Refused(new Credentials(_user.Address, phrase, _user.SignText(phrase))).ShouldContain("no longer valid");
    }

    [Fact]
    public void A_phrase_is_good_for_fifteen_minutes()
    {
        var phrase = _parts.Desk.Issue();
        _time.Advance(LoginDesk.PhraseLife);

        Refused(new Credentials(_user.Address, phrase, _user.SignText(phrase))).ShouldContain("no longer valid");
        _parts.Desk.Open.ShouldBeEmpty();
    }

    [Fact]
    public void A_session_is_one_identity_s_alone()
    {
        var login = _parts.LogIn(IdentityParts.Operator);

        _parts.Authenticator.Identify(new Credentials(_other.Address, login.Session.Phrase, _other.SignText(login.Session.Phrase)), out var problem).ShouldBeNull();
        problem.ShouldContain("another identity");
    }

    [Fact]
    public void The_oldest_session_of_an_identity_gives_way()
    {
        var first = _parts.LogIn(_user).Session.Phrase;
        for (var i = 0; i < SessionBook.MostOfOne; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _parts.LogIn(_user);
        }

        _parts.Sessions.Find(first).ShouldBeNull();
        _parts.Sessions.Of(_user.Address).Count.ShouldBe(SessionBook.MostOfOne);
    }

    [Fact]
    public void Logging_out_ends_one_s_own_sessions_only()
    {
        var (mine, second) = (_parts.LogIn(_user).Session.Phrase, _parts.LogIn(_user).Session.Phrase);
        var others = _parts.LogIn(_other).Session.Phrase;

        _parts.Sessions.Remove(mine).ShouldBeTrue();
        _parts.Sessions.Find(second).ShouldNotBeNull();
        _parts.Sessions.RemoveOf(_user.Address);

        _parts.Sessions.Find(second).ShouldBeNull();
        _parts.Sessions.Find(others).ShouldNotBeNull();
        _parts.Open();
        _parts.Sessions.All.ShouldHaveSingleItem().Id.ShouldBe(_other.Address);
    }

    [Fact]
    public async Task Whoever_waits_with_a_phrase_is_told_of_the_login_before_or_after()
    {
        var phrase = _parts.Desk.Issue();
        var before = _parts.Desk.WaitAsync(phrase, TimeSpan.FromMinutes(1), CancellationToken.None);
        before.IsCompleted.ShouldBeFalse();

        _parts.Desk.TryLogin(new Credentials(_user.Address, phrase, _user.SignText(phrase)), out _).ShouldNotBeNull();

        (await before)!.Session.Phrase.ShouldBe(phrase);
        (await _parts.Desk.WaitAsync(phrase, TimeSpan.FromMinutes(1), CancellationToken.None))!.Session.Id.ShouldBe(_user.Address);
        _time.Advance(TimeSpan.FromMinutes(1));
        _parts.Desk.IsKnown(phrase).ShouldBeFalse();
    }

    private string Refused(Credentials credentials)
    {
        _parts.Desk.TryLogin(credentials, out var problem).ShouldBeNull();
        return problem;
    }
}
