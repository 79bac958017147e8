using System.Globalization;
using System.Net;
using System.Text;

namespace Flux.Orchestration.Firewall;

/// <summary>
/// The rules that shield the node and its LAN from containers (architecture §7, reference §7.2), as input of <c>iptables-restore</c>. All of
/// them stand in two chains whose names hold the engine namespace, so that whoever removes a namespace finds every one.
/// </summary>
internal static class FirewallScript
{
    /// <summary>Addresses that are nobody's public ones: the operator's LAN, the carrier's, link-local with the cloud metadata, multicast.</summary>
    private static readonly string[] Private =
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    ];

    private const string Answers = "-m conntrack --ctstate ESTABLISHED,RELATED -j RETURN";

    /// <summary>Chain of traffic from containers through the node.</summary>
    public static string ForwardChain(string engineNamespace) => "FLUX-F-" + engineNamespace;

    /// <summary>Chain of traffic from containers to the node itself.</summary>
    public static string InputChain(string engineNamespace) => "FLUX-I-" + engineNamespace;

    /// <summary>Text for <c>iptables-restore --noflush</c>: makes the two chains, or replaces what is in them, in one go.</summary>
    public static string Chains(OrchestrationOptions options, IReadOnlyList<IPAddress> resolvers)
    {
        var subnets = SubnetCover.Of(options.SubnetPrefix, options.FirstSubnet, options.LastSubnet);
        var text = new StringBuilder("*filter\n");
        text.Append(CultureInfo.InvariantCulture, $":{ForwardChain(options.Namespace)} - [0:0]\n:{InputChain(options.Namespace)} - [0:0]\n");
        foreach (var rule in Forward(options, subnets, resolvers)) text.Append(CultureInfo.InvariantCulture, $"-A {ForwardChain(options.Namespace)} {rule}\n");
        foreach (var rule in Input(options)) text.Append(CultureInfo.InvariantCulture, $"-A {InputChain(options.Namespace)} {rule}\n");
        return text.Append("COMMIT\n").ToString();
    }

    /// <summary>Rules that lead into the chains, each as the arguments after <c>-A</c>, <c>-I</c>, <c>-C</c> or <c>-D</c>.</summary>
    public static IReadOnlyList<(string Chain, IReadOnlyList<string> Rule)> Jumps(OrchestrationOptions options) =>
    [
        .. from subnet in SubnetCover.Of(options.SubnetPrefix, options.FirstSubnet, options.LastSubnet)
           from jump in new[] { ("DOCKER-USER", ForwardChain(options.Namespace)), ("INPUT", InputChain(options.Namespace)) }
           select (jump.Item1, (IReadOnlyList<string>)["-s", subnet.ToString(), "-j", jump.Item2]),
    ];

    private static IEnumerable<string> Forward(OrchestrationOptions options, IReadOnlyList<IPNetwork> subnets, IReadOnlyList<IPAddress> resolvers)
    {
        yield return Answers;
        foreach (var address in options.AllowedAddresses.Where(IsV4)) yield return $"-d {address}/32 -j RETURN";
        foreach (var resolver in resolvers.Where(IsV4))
        {
            yield return $"-d {resolver}/32 -p udp --dport 53 -j RETURN";
            yield return $"-d {resolver}/32 -p tcp --dport 53 -j RETURN";
        }

        // Components of one app; that apps do not reach each other is the engine's own isolation.
        foreach (var subnet in subnets) yield return $"-d {subnet} -j RETURN";
        foreach (var block in Private) yield return $"-d {block} -j DROP";
    }

    private static IEnumerable<string> Input(OrchestrationOptions options)
    {
        yield return Answers;
        foreach (var address in options.AllowedAddresses.Where(IsV4)) yield return $"-d {address}/32 -j RETURN";
        foreach (var port in options.AllowedNodePorts) yield return string.Create(CultureInfo.InvariantCulture, $"-p tcp --dport {port} -j RETURN");
        yield return "-j DROP";
    }

    private static bool IsV4(IPAddress address) => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;
}
