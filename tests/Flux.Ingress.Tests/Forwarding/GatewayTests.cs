using System.Net;
using System.Net.Sockets;
using Flux.Ingress.Routes;
using Flux.TestKit;
using Microsoft.AspNetCore.Http;

namespace Flux.Ingress.Tests.Forwarding;

public sealed class GatewayTests
{
    private const string Host = "hello.app.localhost";

    [Fact]
    public async Task Forwards_by_host_name_to_every_instance_in_turn()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var a = await Backend.StartAsync("a");
        await using var b = await Backend.StartAsync("b");
        gateway.Route("hello", a.Instance, b.Instance);
        await gateway.GetAsync(Host);
        await gateway.AllHealthyAsync("hello");
        var seen = new List<string>();
        for (var i = 0; i < 6; i++) seen.Add(await gateway.GetAsync(Host));
        seen.Count(name => name == "a").ShouldBe(3);
        seen.Count(name => name == "b").ShouldBe(3);
    }

    [Fact]
    public async Task Tells_the_app_who_asked_and_the_client_which_node_answered()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var echo = await Backend.StartAsync("echo", answer: context => context.Response.WriteAsync(
            $"{context.Request.Host} {context.Request.Headers["X-Forwarded-For"]} {context.Request.Headers["X-Forwarded-Proto"]}"));
        gateway.Route("hello", echo.Instance);
        using var answer = await gateway.SendAsync(Host, change: request => request.Headers.Add("X-Forwarded-For", "6.6.6.6"));
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("hello.app.localhost 127.0.0.1 http");
        answer.Headers.GetValues("FLUXNODE").ShouldBe(["echo"]);
    }

    [Fact]
    public async Task Answers_404_for_a_name_nobody_owns_and_asks_the_host_only_once_in_two_seconds()
    {
        var time = new SteppedTime();
        await using var gateway = await TestGateway.StartAsync(time: time);
        for (var i = 0; i < 5; i++)
        {
            using var answer = await gateway.SendAsync("nobody.app.localhost");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("nobody.app.localhost");
        }

        gateway.Subscriber.Asked.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(2));
        (await gateway.SendAsync("nobody.app.localhost")).Dispose();
        gateway.Subscriber.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task While_the_only_instance_is_changed_requests_wait_for_it_and_without_it_they_do_not()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Patient with { WaitForInstance = TimeSpan.FromMilliseconds(1), WaitForChange = TimeSpan.FromMinutes(1) });
        await using var changed = await Backend.StartAsync("changed");
        gateway.RouteComing("hello");
        gateway.Route("gone");
        var waiting = gateway.SendAsync(Host, HttpMethod.Post, new StringContent("once"));
        using (var refused = await gateway.SendAsync("gone.app.localhost")) refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        waiting.IsCompleted.ShouldBeFalse();
        gateway.Route("hello", changed.Instance);

        using var answer = await waiting;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_instance_that_is_taken_out_ends_what_it_was_asked_and_is_asked_nothing_new()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var leaving = await Backend.StartAsync("leaving", answer: async context =>
        {
            arrived.TrySetResult();
            await go.Task;
            await context.Response.WriteAsync("ended well");
        });
        await using var other = await Backend.StartAsync("other");
        gateway.Route("hello", leaving.Instance);
        var running = gateway.SendAsync(Host, HttpMethod.Post, new StringContent("once"));
        await arrived.Task.WaitAsync(TestContext.Current.CancellationToken);

        gateway.Route("hello", other.Instance);
        for (var i = 0; i < 4; i++) (await gateway.GetAsync(Host)).ShouldBe("other");
        go.SetResult();

        using var answer = await running;
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("ended well");
    }

    [Fact]
    public async Task Encodes_the_host_name_in_its_own_pages()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var answer = await gateway.SendAsync("x.app.localhost", change: request => request.Headers.Add("Accept", "text/html"));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Fact]
    public async Task Learns_of_an_app_when_it_is_first_asked_for()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var a = await Backend.StartAsync("a");
        gateway.Subscriber.ByHost["shop.example.com"] = new AppRoutes("shop", [new PortRoute(80, ["shop.example.com"], [a.Instance])]);
        (await gateway.GetAsync("shop.example.com")).ShouldBe("a");
        (await gateway.GetAsync("shop.app.localhost")).ShouldBe("a");
        gateway.Subscriber.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task Answers_503_when_the_app_has_no_instance_in_time()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Patient with { WaitForInstance = TimeSpan.FromMilliseconds(50) });
        gateway.Route("hello");
        using var answer = await gateway.SendAsync(Host);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Holds_a_request_until_the_first_instance_is_there()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Patient with { WaitForInstance = TimeSpan.FromMinutes(1) });
        await using var a = await Backend.StartAsync("a");
        gateway.Route("hello");
        var waiting = gateway.GetAsync(Host);
        gateway.Route("hello", a.Instance);
        (await waiting).ShouldBe("a");
    }

    [Fact]
    public async Task A_refused_connection_costs_the_client_nothing_even_with_a_body()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var a = await Backend.StartAsync("a", answer: async context =>
            await context.Response.WriteAsync(await new StreamReader(context.Request.Body).ReadToEndAsync()));
        RouteInstance Dead(string name) => new(name, OwnAddress.Take().ToString(), 80);
        gateway.Route("hello", Dead("one"), Dead("two"), a.Instance);
        for (var i = 0; i < 4; i++)
        {
            using var answer = await gateway.SendAsync(Host, HttpMethod.Post, new StringContent("payload"));
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("payload");
        }
    }

    [Fact]
    public async Task A_post_that_broke_off_is_not_sent_twice()
    {
        await using var gateway = await TestGateway.StartAsync();
        static Task Break(HttpContext context)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        await using var a = await Backend.StartAsync("a", answer: Break);
        await using var b = await Backend.StartAsync("b", answer: Break);
        gateway.Route("hello", a.Instance, b.Instance);
        using var answer = await gateway.SendAsync(Host, HttpMethod.Post, new StringContent("payload"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (a.Requests + b.Requests).ShouldBe(1);
    }

    [Fact]
    public async Task A_get_that_broke_off_is_answered_by_another_instance()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var broken = await Backend.StartAsync("broken", answer: context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var b = await Backend.StartAsync("b");
        gateway.Route("hello", broken.Instance, b.Instance);
        for (var i = 0; i < 4; i++) (await gateway.GetAsync(Host)).ShouldBe("b");
    }

    [Fact]
    public async Task No_request_fails_when_an_instance_dies_under_load()
    {
        await using var gateway = await TestGateway.StartAsync();
        var dying = await Backend.StartAsync("dying");
        await using var a = await Backend.StartAsync("a");
        await using var b = await Backend.StartAsync("b");
        gateway.Route("hello", dying.Instance, a.Instance, b.Instance);
        await gateway.GetAsync(Host);
        await gateway.AllHealthyAsync("hello");
        var clients = Enumerable.Range(0, 8).Select(_ => RequestAsync(100)).ToList();
        await dying.DisposeAsync();
        (await Task.WhenAll(clients)).SelectMany(failures => failures).ShouldBeEmpty();

        async Task<List<string>> RequestAsync(int count)
        {
            var failures = new List<string>();
            for (var i = 0; i < count; i++)
            {
                using var answer = await gateway.SendAsync(Host);
                if (!answer.IsSuccessStatusCode) failures.Add($"{answer.StatusCode} {string.Join(',', answer.Headers.Select(header => header.Key))}: {await answer.Content.ReadAsStringAsync()}");
            }

            return failures;
        }
    }

    [Fact]
    public async Task A_dead_instance_is_used_again_when_it_is_back()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Patient with { WaitForInstance = TimeSpan.FromMilliseconds(50) });
        var at = new IPEndPoint(OwnAddress.Take(), 8080);
        gateway.Route("hello", new RouteInstance("late", at.Address.ToString(), at.Port));
        using (var refused = await gateway.SendAsync(Host)) refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await using var late = await Backend.StartAsync("late", at);
        await gateway.AllHealthyAsync("hello");
        (await gateway.GetAsync(Host)).ShouldBe("late");
    }

    [Fact]
    public async Task An_instance_that_accepts_and_never_answers_is_given_up_and_its_requests_are_sent_elsewhere()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Patient with { SuspectAfter = TimeSpan.FromMilliseconds(400) });
        using var hole = new TcpListener(IPAddress.Loopback, 0);
        hole.Start();
        await using var b = await Backend.StartAsync("b");
        gateway.Route("hello", new RouteInstance("hole", "127.0.0.1", ((IPEndPoint)hole.LocalEndpoint).Port), b.Instance);
        for (var i = 0; i < 4; i++) (await gateway.GetAsync(Host)).ShouldBe("b");
    }

    [Fact]
    public async Task A_slow_app_is_not_given_up_when_it_is_the_only_instance()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Patient with { SuspectAfter = TimeSpan.FromMilliseconds(1), ProbeInterval = TimeSpan.FromMilliseconds(20) });
        var release = new TaskCompletionSource();
        var asked = 0;
        await using var slow = await Backend.StartAsync("slow", answer: async context =>
        {
            if (Interlocked.Increment(ref asked) > 3) release.TrySetResult();
            await release.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("slow");
        });
        gateway.Route("hello", slow.Instance);
        (await gateway.GetAsync(Host)).ShouldBe("slow");
    }

    [Fact]
    public async Task Keeps_a_client_at_its_instance_by_cookie()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Patient with { StickyFor = TimeSpan.FromHours(8) });
        await using var a = await Backend.StartAsync("a");
        await using var b = await Backend.StartAsync("b");
        gateway.Route("hello", a.Instance, b.Instance);
        using var first = await gateway.SendAsync(Host);
        var cookie = first.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var name = await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 4; i++)
        {
            using var again = await gateway.SendAsync(Host, change: request => request.Headers.Add("Cookie", cookie));
            (await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(name);
            again.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }
    }
}
