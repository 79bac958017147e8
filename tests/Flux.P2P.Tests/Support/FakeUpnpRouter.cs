using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Flux.P2P.Tests.Support;

/// <summary>A UPnP router on a loopback address: it answers a search by UDP, describes itself and takes SOAP calls by HTTP. A test may replace each answer.</summary>
internal sealed class FakeUpnpRouter : IAsyncDisposable
{
    private const string Service = "urn:schemas-upnp-org:service:WANIPConnection:1";

    private readonly IPAddress _address = TestNode.NewAddress();
    private readonly Socket _search = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _http = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public FakeUpnpRouter()
    {
        _search.Bind(new IPEndPoint(_address, 0));
        _http.Bind(new IPEndPoint(_address, 0));
        _http.Listen();
        _running = Task.WhenAll(Task.Run(AnswerSearchesAsync), Task.Run(ServeAsync));
    }

    /// <summary>Where it is looked for.</summary>
    public IPEndPoint Search => (IPEndPoint)_search.LocalEndPoint!;

    private IPEndPoint Http => (IPEndPoint)_http.LocalEndPoint!;

    public string External { get; set; } = "10.9.8.6";

    /// <summary>Answers of a search, by what the right one would be.</summary>
    public Func<string, IEnumerable<byte[]>> SearchAnswers { get; set; } = right => [Encoding.ASCII.GetBytes(right)];

    /// <summary>The HTTP answer in place of the right one, by path and body.</summary>
    public Func<string, string, byte[]?> Instead { get; set; } = (_, _) => null;

    /// <summary>Error codes that AddPortMapping answers with, by external port and lease; 0 for none.</summary>
    public Func<int, int, int> Refuses { get; set; } = (_, _) => 0;

    /// <summary>External port → client:port of what is mapped.</summary>
    public Dictionary<int, string> Mapped { get; } = [];

    public int Calls { get; private set; }

    private async Task AnswerSearchesAsync()
    {
        var buffer = new byte[2000];
        try
        {
            while (true)
            {
                var received = await _search.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                if (!Encoding.ASCII.GetString(buffer, 0, received.ReceivedBytes).StartsWith("M-SEARCH * HTTP/1.1\r\n", StringComparison.Ordinal)) continue;
                var right = $"HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=60\r\nLOCATION: http://{Http}/root.xml\r\nST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\n\r\n";
                foreach (var answer in SearchAnswers(right)) await _search.SendToAsync(answer, received.RemoteEndPoint);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _http.AcceptAsync(_stop.Token);
                try
                {
                    var (path, body) = await ReadRequestAsync(client);
                    Calls++;
                    await client.SendAsync(Instead(path, body) ?? Ok(path == "/root.xml" ? Description() : Call(body)), _stop.Token);
                    client.Shutdown(SocketShutdown.Both);
                }
                catch (SocketException)
                {
                    // The client has gone.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task<(string Path, string Body)> ReadRequestAsync(Socket client)
    {
        var text = "";
        var buffer = new byte[4096];
        while (true)
        {
            var read = await client.ReceiveAsync(buffer, _stop.Token);
            if (read == 0) throw new SocketException();
            text += Encoding.UTF8.GetString(buffer, 0, read);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) continue;
            var length = text[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } line2 ? int.Parse(line2.Split(':')[1], CultureInfo.InvariantCulture) : 0;
            if (text.Length >= end + 4 + length) return (text.Split(' ')[1], text[(end + 4)..]);
        }
    }

    private string Call(string body)
    {
        string Text(string name) => body.Contains($"<{name}>", StringComparison.Ordinal) ? body.Split($"<{name}>")[1].Split("</")[0] : "";
        var port = int.TryParse(Text("NewExternalPort"), out var external) ? external : 0;
        if (body.Contains("u:GetExternalIPAddress", StringComparison.Ordinal)) return $"<u:GetExternalIPAddressResponse xmlns:u=\"{Service}\"><NewExternalIPAddress>{External}</NewExternalIPAddress></u:GetExternalIPAddressResponse>";
        lock (Mapped)
        {
            if (body.Contains("u:AddPortMapping", StringComparison.Ordinal))
            {
                var error = Refuses(port, int.Parse(Text("NewLeaseDuration"), CultureInfo.InvariantCulture));
                if (error != 0) return $"<s:Fault xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><faultcode>s:Client</faultcode><detail><UPnPError><errorCode>{error}</errorCode></UPnPError></detail></s:Fault>";
                Mapped[port] = $"{Text("NewInternalClient")}:{Text("NewInternalPort")}";
            }
            else Mapped.Remove(port);
        }
        return "<ok/>";
    }

    private static string Description() =>
        $"<?xml version=\"1.0\"?><root xmlns=\"urn:schemas-upnp-org:device-1-0\"><device><deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType><serviceList>"
        + "<service><serviceType>urn:schemas-upnp-org:service:Layer3Forwarding:1</serviceType><controlURL>/l3</controlURL></service></serviceList>"
        + $"<deviceList><device><serviceList><service><serviceType>{Service}</serviceType><SCPDURL>/x.xml</SCPDURL><controlURL>/control?a=1&amp;b=2</controlURL></service></serviceList></device></deviceList></device></root>";

    public static byte[] Ok(string body) => Encoding.UTF8.GetBytes($"HTTP/1.1 {(body.Contains("Fault", StringComparison.Ordinal) ? "500 Internal Server Error" : "200 OK")}\r\nContent-Type: text/xml\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _search.Dispose();
        _http.Dispose();
        _stop.Dispose();
    }
}
