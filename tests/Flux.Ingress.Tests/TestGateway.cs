using System.Net;
using Flux.Ingress.Routes;
using Flux.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flux.Ingress.Tests;

/// <summary>A gateway on a real port, and a client that sends host names to it.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private const int Port = 8080;

    // Only a broken program meets it.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>No instance is given up for being slow, as all are on a loaded machine.</summary>
    public static readonly GatewayOptions Patient = new() { StickyFor = TimeSpan.Zero, ConnectTimeout = Deadline, SuspectAfter = Deadline };

    private readonly WebApplication app;
    private readonly HttpClient client;

    private TestGateway(WebApplication app, FakeSubscriber subscriber)
    {
        (this.app, Subscriber) = (app, subscriber);
        Routes = app.Services.GetRequiredService<GatewayRoutes>();
        client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
        {
            BaseAddress = new Uri(app.Urls.Single()),
            Timeout = Deadline,
        };
    }

    public GatewayRoutes Routes { get; }

    public FakeSubscriber Subscriber { get; }

    public static async Task<TestGateway> StartAsync(GatewayOptions? options = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(OwnAddress.Take(), Port));
        var subscriber = new FakeSubscriber();
        builder.Services.AddSingleton<IAppSubscriber>(subscriber);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddFluxGateway(options ?? Patient);
        var app = builder.Build();
        app.UseFluxGateway(Port);
        await app.StartAsync();
        var gateway = new TestGateway(app, subscriber);
        subscriber.Routes = gateway.Routes;
        return gateway;
    }

    public async Task<HttpResponseMessage> SendAsync(string host, HttpMethod? method = null, HttpContent? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, "/") { Content = body };
        request.Headers.Host = host;
        change?.Invoke(request);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<string> GetAsync(string host)
    {
        using var answer = await SendAsync(host);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until every instance of an app has been found healthy.</summary>
    public async Task AllHealthyAsync(string app)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Routes.Health(app).Any(one => one.State != "Healthy")) await tick.WaitForNextTickAsync(deadline.Token);
    }

    public void Route(string app, params RouteInstance[] instances) => Routes.Update(new AppRoutes(app, [new PortRoute(8080, [], instances)]));

    /// <summary>As <see cref="Route"/>, when a node has told that its instance comes.</summary>
    public void RouteComing(string app) => Routes.Update(new AppRoutes(app, [new PortRoute(8080, [], [])], IsComing: true));

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
