using System.Text.Json.Nodes;
using Flux.Os.Api.Access;
using Flux.Os.Identity;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Api.Access;

/// <summary>Every route that is not public, with every kind of caller: who must not is refused before anything of the route runs.</summary>
public sealed class RouteAccessTests : IAsyncLifetime
{
    private ApiNode _node = null!;

    public async ValueTask InitializeAsync() => _node = await ApiNode.StartAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Nobody_without_a_proof_is_let_through() => await AllRefuseAsync((_, _) => null);

    [Fact]
    public async Task A_user_is_let_through_only_where_users_are() =>
        await AllRefuseAsync((_, access) => access.Who == Privilege.User ? "" : _node.Auth(ApiNode.User));

    [Fact]
    public async Task Another_app_s_owner_is_a_user() =>
        await AllRefuseAsync((_, access) => access.Who == Privilege.User ? "" : _node.Auth(ApiNode.OtherOwner));

    [Fact]
    public async Task The_operator_is_neither_the_team_nor_an_owner() =>
        await AllRefuseAsync((_, access) => access.Who is Privilege.FluxTeam or Privilege.AppOwner ? _node.Auth(ApiNode.Operator) : "");

    [Fact]
    public async Task The_team_is_neither_the_operator_nor_an_owner() =>
        await AllRefuseAsync((_, access) => access.Who is Privilege.Admin or Privilege.AppOwner ? _node.Auth(ApiNode.Team) : "");

    [Fact]
    public async Task An_owner_does_not_administer_the_node() =>
        await AllRefuseAsync((_, access) => access.Who is Privilege.Admin or Privilege.FluxTeam or Privilege.AdminAndFluxTeam ? _node.Auth(ApiNode.Owner) : "");

    [Fact]
    public async Task A_proof_for_another_node_is_worth_nothing_here() =>
        await AllRefuseAsync((_, access) => _node.Auth(MightyFor(access), node: "127.99.0.12:16127"));

    [Fact]
    public async Task A_proof_whose_time_is_over_is_worth_nothing() =>
        await AllRefuseAsync((_, access) => _node.Auth(MightyFor(access), life: TimeSpan.FromSeconds(-1)));

    [Fact]
    public async Task A_proof_signed_by_somebody_else_is_worth_nothing() =>
        await AllRefuseAsync((_, access) => _node.Auth(ApiNode.OtherOwner).Replace(ApiNode.OtherOwner.Address, MightyFor(access).Address, StringComparison.Ordinal));

    [Fact]
    public async Task A_phrase_of_one_s_own_making_does_not_make_an_operator_or_the_team() => await AllRefuseAsync((_, access) =>
        access.Who is Privilege.Admin or Privilege.FluxTeam or Privilege.AdminAndFluxTeam ? ApiNode.AuthOf(MightyFor(access), SelfMade(TimeSpan.Zero)) : "");

    [Fact]
    public async Task A_phrase_of_one_s_own_making_speaks_for_an_owner_for_two_hours_only() => await AllRefuseAsync((_, access) =>
        access.Who is Privilege.AppOwner or Privilege.AppOwnerAbove ? ApiNode.AuthOf(ApiNode.Owner, SelfMade(TimeSpan.FromHours(3))) : "");

    [Fact]
    public async Task A_phrase_of_another_node_s_login_is_no_session_here() => await AllRefuseAsync((_, access) =>
        access.Who is Privilege.Admin or Privilege.FluxTeam or Privilege.AdminAndFluxTeam ? ApiNode.AuthOf(MightyFor(access), LoginPhrase.Create(TimeProvider.System)) : "");

    [Fact]
    public async Task Who_has_the_level_is_let_through()
    {
        foreach (var (method, path, access) in _node.Guarded.Where(route => route.Path is not ("flux/restart" or "daemon/stop")))
        {
            var answer = await AskAsync(method, path, access, _node.Auth(MightyFor(access)));
            answer.ShouldNotContain("Unauthorized", customMessage: $"{method} /{path} for {access}");
        }
    }

    [Fact]
    public async Task Answers_to_somebody_are_not_kept_for_others()
    {
        foreach (var (method, path, access) in _node.Guarded.Where(route => route.Method == "GET" && route.Path is not ("flux/restart" or "daemon/stop")))
        {
            using var response = await _node.SendAsync(method, path, _node.Auth(MightyFor(access)));
            (response.Headers.CacheControl?.NoStore ?? false).ShouldBeTrue($"{method} /{path}");
        }
    }

    [Fact]
    public async Task Two_callers_of_one_address_each_get_their_own_answer()
    {
        var (mine, theirs) = (await LogInAsync(ApiNode.User), await LogInAsync(ApiNode.OtherOwner));

        for (var again = 0; again < 2; again++)
        {
            (await _node.JsonAsync("id/loggedsessions", mine))["data"]!.AsArray().ShouldHaveSingleItem()!["zelid"]!.GetValue<string>().ShouldBe(ApiNode.User.Address);
            (await _node.JsonAsync("id/loggedsessions", theirs))["data"]!.AsArray().ShouldHaveSingleItem()!["zelid"]!.GetValue<string>().ShouldBe(ApiNode.OtherOwner.Address);
            (await _node.JsonAsync("id/loggedsessions"))["data"]!["code"]!.GetValue<int>().ShouldBe(401);
        }
    }

    [Fact]
    public async Task A_login_phrase_is_good_for_one_login()
    {
        var phrase = (await _node.JsonAsync("id/emergencyphrase"))["data"]!.GetValue<string>();
        var body = ApiNode.AuthOf(ApiNode.User, phrase);

        (await _node.JsonAsync("id/verifylogin", body: body))["status"]!.GetValue<string>().ShouldBe("success");
        (await _node.JsonAsync("id/verifylogin", body: body))["status"]!.GetValue<string>().ShouldBe("error");
    }

    [Fact]
    public async Task A_session_that_was_ended_proves_no_level()
    {
        var auth = await LogInAsync(ApiNode.Operator);
        (await _node.JsonAsync("id/loggedusers", auth))["status"]!.GetValue<string>().ShouldBe("success");

        (await _node.JsonAsync("id/logoutcurrentsession", auth))["status"]!.GetValue<string>().ShouldBe("success");

        (await _node.JsonAsync("id/loggedusers", auth))["data"]!["code"]!.GetValue<int>().ShouldBe(401);
    }

    [Fact]
    public async Task A_proof_that_is_none_has_the_level_none_and_nothing_else()
    {
        // Pages compare the message with this word, and log out.
        var answer = await _node.JsonAsync("id/checkprivilege", body: ApiNode.AuthOf(ApiNode.User, SelfMade(TimeSpan.FromHours(17))));

        (answer["status"]!.GetValue<string>(), answer["data"]!["message"]!.GetValue<string>()).ShouldBe(("error", "none"));
        answer["data"]!["name"]!.GetValue<string>().ShouldContain("too old");
        (await _node.JsonAsync("id/checkprivilege", body: await LogInAsync(ApiNode.Operator)))["data"]!["message"]!.GetValue<string>().ShouldBe("admin");
    }

    [Theory]
    [InlineData("apps/checkdockerexistance")]
    [InlineData("apps/appregister")]
    [InlineData("apps/appupdate")]
    public async Task One_address_cannot_make_the_node_ask_others_without_end(string path)
    {
        var auth = _node.Auth(ApiNode.User);

        static bool IsRefused(string answer) => answer.Contains("TooManyRequests", StringComparison.Ordinal);

        var answers = await Flood.UntilAsync(() => _node.TextAsync(path, auth, "{}"), IsRefused);

        answers.Count(answer => !IsRefused(answer)).ShouldBeGreaterThanOrEqualTo(120);
    }

    private static string SelfMade(TimeSpan age) => (DateTimeOffset.UtcNow - age).ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture) + new string('a', 40);

    private static Owner MightyFor(RouteAccess access) => access.Who switch
    {
        Privilege.Admin or Privilege.AdminAndFluxTeam => ApiNode.Operator,
        Privilege.FluxTeam => ApiNode.Team,
        Privilege.User => ApiNode.User,
        _ => ApiNode.Owner,
    };

    private async Task<string> LogInAsync(Owner who)
    {
        var phrase = (await _node.JsonAsync("id/emergencyphrase"))["data"]!.GetValue<string>();
        var auth = ApiNode.AuthOf(who, phrase);
        (await _node.JsonAsync("id/verifylogin", body: auth))["status"]!.GetValue<string>().ShouldBe("success");
        return auth;
    }

    /// <summary>Asks every guarded route with the proof that is given for it; an empty text leaves the route out.</summary>
    private async Task AllRefuseAsync(Func<string, RouteAccess, string?> authOf)
    {
        var asked = 0;
        foreach (var (method, path, access) in _node.Guarded)
        {
            var auth = authOf(path, access);
            if (auth is { Length: 0 }) continue;
            asked++;
            var text = await AskAsync(method, path, access, auth);
            var answer = JsonNode.Parse(text)!;
            answer["status"]!.GetValue<string>().ShouldBe("error", $"{method} /{path}: {text}");
            answer["data"]!["code"]!.GetValue<int>().ShouldBe(401, $"{method} /{path}: {text}");
        }
        asked.ShouldBeGreaterThan(0);
    }

    private async Task<string> AskAsync(string method, string path, RouteAccess access, string? auth)
    {
        var body = method == "POST" ? new StringContent(access.AppInBody ? """{"appname":"demo"}""" : """{"a":"b"}""") : null;
        using var response = await _node.SendAsync(method, path, auth, body);
        return await response.Content.ReadAsStringAsync();
    }
}
