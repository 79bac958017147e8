using System.Net;
using System.Net.Sockets;
using Flux.P2P.Peers;
using Flux.P2P.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Tests.Peers;

public sealed class DialerTests
{
    [Fact]
    public async Task The_operator_is_told_once_that_the_proxy_cannot_be_reached_and_again_after_it_could()
    {
        var proxy = new IPEndPoint(TestNode.NewAddress(), 19_050);
        var told = new Warnings();
        var options = new P2POptions { Rules = TestNode.QuickRules, Proxy = new SocksProxy(proxy) };
        var dialer = new Dialer(options, new MonotonicClock(new ManualTime()), told);
        var target = new PeerTarget(IPEndPoint.Parse("9.9.9.9:5"));

        for (var i = 0; i < 3; i++) (await dialer.ConnectAsync(target, CancellationToken.None)).ShouldBeNull();
        told.Lines.ShouldHaveSingleItem().ShouldStartWith($"Cannot reach the proxy {proxy}, so no connection is made: ");

        using (var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            listener.Bind(proxy);
            listener.Listen();
            var dialling = dialer.ConnectAsync(target, CancellationToken.None);
            // It is there, but no proxy.
            using (await listener.AcceptAsync(CancellationToken.None))
            {
            }
            (await dialling).ShouldBeNull();
        }
        (await dialer.ConnectAsync(target, CancellationToken.None)).ShouldBeNull();
        told.Lines.Count.ShouldBe(2);
    }

    private sealed class Warnings : ILogger<Dialer>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning) Lines.Add(formatter(state, exception));
        }
    }
}
