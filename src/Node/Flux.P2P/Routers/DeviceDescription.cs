using System.Xml;

namespace Flux.P2P.Routers;

/// <summary>The part of a router's description that matters: where it is asked for ports.</summary>
internal static class DeviceDescription
{
    private const int LongestText = 512;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = RouterHttp.LongestAnswer,
    };

    private static readonly string[] Services =
    [
        "urn:schemas-upnp-org:service:WANIPConnection:2", "urn:schemas-upnp-org:service:WANIPConnection:1", "urn:schemas-upnp-org:service:WANPPPConnection:1",
    ];

    /// <summary>The service that gives ports; null when it has none, or one on another machine.</summary>
    /// <exception cref="IOException">It is no XML.</exception>
    public static RouterService? Find(byte[] description, Uri location)
    {
        var (services, root) = Read(description);
        foreach (var wanted in Services)
        {
            if (services.FirstOrDefault(service => service.Kind == wanted) is not { Control: { } control }) continue;
            var origin = Uri.TryCreate(root, UriKind.Absolute, out var given) && given.Host == location.Host ? given : location;
            if (Uri.TryCreate(origin, control, out var address) && address.Scheme == Uri.UriSchemeHttp && address.Host == location.Host) return new RouterService(wanted, address);
        }
        return null;
    }

    /// <summary>The text of the first element with that name; null when there is none.</summary>
    /// <exception cref="IOException">It is no XML.</exception>
    public static string? TextOf(byte[] document, string element)
    {
        string? found = null;
        Walk(document, (name, text) => found ??= name == element ? text : null);
        return found;
    }

    private static (List<(string? Kind, string? Control)> Services, string? Root) Read(byte[] description)
    {
        var services = new List<(string? Kind, string? Control)>();
        string? root = null;
        string? kind = null;
        Walk(description, (name, text) =>
        {
            if (name == "URLBase") root = text;
            else if (name == "serviceType") kind = text;
            else if (name == "controlURL") services.Add((kind, text));
        });
        return (services, root);
    }

    private static void Walk(byte[] document, Action<string, string> seen)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(document), Settings);
            string? element = null;
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element) element = reader.LocalName;
                else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && element is not null && reader.Value.Length <= LongestText) seen(element, reader.Value.Trim());
                else if (reader.NodeType == XmlNodeType.EndElement) element = null;
            }
        }
        catch (XmlException error)
        {
            throw new IOException($"the router answered with what is no XML: {error.Message}", error);
        }
    }
}
