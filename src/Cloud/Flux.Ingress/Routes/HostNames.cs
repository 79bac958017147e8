using System.Globalization;

namespace Flux.Ingress.Routes;

/// <summary>Reads <c>app.&lt;label&gt;.&lt;domain&gt;</c> and <c>app_port.&lt;label&gt;.&lt;domain&gt;</c> (reference §10.1).</summary>
internal sealed class HostNames(GatewayOptions options)
{
    private const int MaxHost = 253;

    private readonly string[] suffixes = [.. options.Domains.Select(domain => $".{options.AppLabel}.{domain}".ToLowerInvariant())];

    /// <summary>Lower case, without port and final dot; empty when it cannot be a host name.</summary>
    public static string Normalize(string host)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        return name.Length is 0 or > MaxHost ? "" : name;
    }

    /// <summary>The app (lower case) and port a host name asks for; null when it is not below an app domain. Port 0 is the app's first.</summary>
    public (string App, int Port)? TryReadApp(string host)
    {
        foreach (var suffix in suffixes)
        {
            if (!host.EndsWith(suffix, StringComparison.Ordinal) || host.Length == suffix.Length) continue;
            var label = host[..^suffix.Length];
            if (label.Contains('.', StringComparison.Ordinal)) continue;
            return Split(label);
        }

        return null;
    }

    private static (string App, int Port) Split(string label)
    {
        var mark = label.LastIndexOf('_');
        return mark > 0 && int.TryParse(label.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? (label[..mark], port)
            : (label, 0);
    }
}
