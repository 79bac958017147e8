using System.Text.Json.Nodes;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Api;

/// <summary>Parameters stand in the path or in the query string; bodies are JSON, a form or plain text, under any content type.</summary>
public sealed class PathArgumentsTests : IAsyncLifetime
{
    private ApiNode _node = null!;

    public async ValueTask InitializeAsync() => _node = await ApiNode.StartAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Theory]
    [InlineData("apps/appowner/demo", "apps/appowner?appname=demo")]
    [InlineData("apps/apporiginalowner/demo", "apps/apporiginalowner?appname=demo")]
    [InlineData("apps/appspecifications/demo", "apps/appspecifications?appname=demo&decrypt=false")]
    [InlineData("apps/location/demo", "apps/location?appname=demo")]
    [InlineData("apps/installinglocation/demo", "apps/installinglocation?appname=demo")]
    [InlineData("apps/installedapps/demo", "apps/installedapps?appname=demo")]
    [InlineData("daemon/getblockhash/0", "daemon/getblockhash?index=0")]
    [InlineData("flux/checkfluxavailability/127.0.0.1/16127", "flux/checkfluxavailability?ip=127.0.0.1&port=16127")]
    public async Task A_parameter_of_the_query_string_is_as_good_as_one_of_the_path(string path, string query)
    {
        var answer = await _node.TextAsync(path);

        (await _node.TextAsync(query)).ShouldBe(answer);
        JsonNode.Parse(answer)!["status"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Ports_are_told_as_the_existing_network_writes_them()
    {
        var told = (await _node.JsonAsync("apps/deploymentinformation"))["data"]!;

        told["enterprisePorts"]!.ToJsonString().ShouldBe("""["0-1023",8080,8081,8443,6667]""");
        told["bannedPorts"]!.ToJsonString().ShouldBe("""["16100-16299","26100-26299","30000-30099",8384,27017,22,23,25,3389,5900,5800,161,512,513,5901,3388,4444,123,53]""");
        told["appSpecsEnforcementHeights"]!["8"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Filters_of_the_query_string_skip_those_before_them()
    {
        (await _node.JsonAsync("apps/globalappsspecifications?appname=demo"))["data"]!.AsArray().ShouldHaveSingleItem()!["name"]!.GetValue<string>().ShouldBe("demo");
        (await _node.JsonAsync($"apps/permanentmessages?owner={ApiNode.OtherOwner.Address}"))["data"]!.AsArray().Count.ShouldBe(1);
        (await _node.JsonAsync("apps/globalappsspecifications"))["data"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Every_guarded_route_about_an_app_finds_it_in_the_query_string()
    {
        var auth = _node.Auth(ApiNode.Owner);
        var asked = 0;
        foreach (var endpoint in _node.Endpoints.Where(e => e.RoutePattern.RawText!.Contains("{appname?}", StringComparison.Ordinal) && e.Metadata.GetMetadata<Flux.Os.Api.Access.RouteAccess>() is not null))
        {
            var method = endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods[0];
            var path = endpoint.RoutePattern.RawText!.TrimStart('/').Split("/{")[0];
            using var response = await _node.SendAsync(method, $"{path}?appname=nosuchapp", auth, method == "POST" ? new StringContent("") : null);
            (await response.Content.ReadAsStringAsync()).ShouldContain("nosuchapp is not registered", customMessage: path);
            asked++;
        }
        asked.ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData("""{"spec":1}""", "text/plain")]
    [InlineData("""{"spec":1}""", "application/json")]
    [InlineData("""{"spec":1}""", "application/x-www-form-urlencoded")]
    [InlineData("spec=1", "application/x-www-form-urlencoded")]
    [InlineData("spec=1", "text/plain")]
    public async Task A_body_is_read_under_any_content_type(string body, string type)
    {
        var answer = await _node.JsonAsync("apps/verifyappregistrationspecifications", body: body, type: type);

        answer["status"]!.GetValue<string>().ShouldBe("error");
        answer["data"]!["message"]!.GetValue<string>().ShouldNotContain("body");
    }

    [Theory]
    [InlineData("apps/appowner", "appname")]
    [InlineData("explorer/balance", "address")]
    public async Task A_missing_parameter_is_named_in_the_envelope(string path, string parameter)
    {
        var answer = await _node.JsonAsync(path);

        answer["status"]!.GetValue<string>().ShouldBe("error");
        answer["data"]!["message"]!.GetValue<string>().ShouldContain(parameter);
    }

    [Fact]
    public async Task A_route_that_there_is_not_is_told_in_the_envelope()
    {
        using var response = await _node.SendAsync("GET", "apps/nosuchroute");

        ((int)response.StatusCode).ShouldBe(404);
        (await response.Content.ReadAsStringAsync()).ShouldContain("/apps/nosuchroute");
    }

    [Theory]
    [InlineData("flux/version", 200)]
    [InlineData("apps/appspecifications/demo", 200)]
    [InlineData("apps/nosuchroute", 404)]
    public async Task Head_is_get_without_the_body(string path, int status)
    {
        using var head = await _node.SendAsync("HEAD", path);
        using var get = await _node.SendAsync("GET", path);

        ((int)head.StatusCode).ShouldBe(status);
        ((int)get.StatusCode).ShouldBe(status);
        head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType);
        (await head.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET", "flux/version", 200)]
    [InlineData("GET", "apps/nosuchroute", 404)]
    [InlineData("POST", "id/verifylogin", 200)]
    [InlineData("GET", "apps/globalappsspecifications?limit=x", 200)]
    public async Task Pages_of_any_origin_may_read_answers_and_errors(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? new StringContent("{") : null };
        request.Headers.Add("Origin", "https://cloud.example");

        using var response = await _node.Http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(status);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    [Fact]
    public async Task Pages_of_any_origin_may_ask_with_the_identity_header()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "apps/appstart/demo");
        request.Headers.Add("Origin", "https://cloud.example");
        request.Headers.Add("Access-Control-Request-Method", "GET");
        // As the existing pages send them.
        request.Headers.Add("Access-Control-Request-Headers", "content-type,enterprise-key,x-apicache-bypass,zelidauth");

        using var response = await _node.Http.SendAsync(request);

        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        response.Headers.GetValues("Access-Control-Allow-Headers").ShouldHaveSingleItem().ShouldContain("zelidauth");
    }

    [Fact]
    public async Task The_description_names_every_served_route_its_level_and_what_it_is_for()
    {
        var paths = (await _node.JsonAsync("openapi/v1.json"))["paths"]!.AsObject();

        var operations = paths.SelectMany(path => path.Value!.AsObject().Select(operation => (Path: path.Key, Operation: operation.Value!))).ToList();
        operations.Where(o => o.Operation["summary"] is null).Select(o => o.Path).ShouldBeEmpty();
        operations.Where(o => o.Operation["description"]?.GetValue<string>().StartsWith("Level: ", StringComparison.Ordinal) != true).Select(o => o.Path).ShouldBeEmpty();
        foreach (var (path, operation) in operations)
        {
            var named = (operation["parameters"]?.AsArray() ?? []).Select(parameter => parameter!["name"]!.GetValue<string>());
            path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')).Except(named).ShouldBeEmpty(path);
        }
        operations.Count.ShouldBeGreaterThan(200);
        foreach (var (_, path, access) in _node.Guarded)
        {
            var described = operations.Where(o => o.Path.TrimStart('/').Split("/{")[0] == path.Split("/demo")[0].Split("/web")[0].Split("/false")[0]).ToList();
            described.ShouldNotBeEmpty(path);
            described.ShouldContain(o => o.Operation["description"]!.GetValue<string>().Contains(access.ToString(), StringComparison.Ordinal), path);
        }
    }
}
