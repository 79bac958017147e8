namespace Flux.Apps.Specs;

/// <summary>
/// An image name: <c>[registry host[:port]/]path:tag</c>. The path has at most four segments: the existing network takes two of a namespace and two of
/// a name (fluxos-protocol §3.6); a fifth it does not find a tag behind. Docker itself counts none.
/// </summary>
/// <param name="Registry">Host and port of the registry; empty = the engine's default.</param>
/// <param name="Repository">Namespace and name.</param>
public readonly record struct ImageReference(string Registry, string Repository, string Tag)
{
    private const int MaxTag = 128;
    private const int MaxSegments = 4;

    /// <summary>Reads an image name; on failure the problem says which part is wrong.</summary>
    public static bool TryParse(string text, out ImageReference reference, out string problem)
    {
        reference = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : text[..slash];
        var hasRegistry = first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost";
        var path = hasRegistry ? text[(slash + 1)..] : text;
        var colon = path.LastIndexOf(':');
        problem = Problem(hasRegistry ? first : "", colon < 0 ? path : path[..colon], colon < 0 ? null : path[(colon + 1)..]);
        if (problem.Length != 0) return false;
        reference = new(hasRegistry ? first : "", path[..colon], path[(colon + 1)..]);
        return true;
    }

    public override string ToString() => (Registry.Length == 0 ? "" : Registry + "/") + Repository + ":" + Tag;

    private static string Problem(string registry, string repository, string? tag)
    {
        if (repository.Contains('@', StringComparison.Ordinal)) return "digests are not part of the image syntax; name a tag";
        if (registry.Length != 0 && !IsHost(registry)) return $"\"{registry}\" is not a registry host";
        var segments = repository.Split('/');
        if (segments.Length > MaxSegments) return $"\"{repository}\" has {segments.Length} segments; at most {MaxSegments} are allowed";
        foreach (var segment in segments)
            if (!IsSegment(segment)) return $"\"{segment}\" is not a repository name (lower case, digits, single . _ - between)";
        if (tag is null) return $"\"{repository}\" needs a tag, as in {repository}:latest";
        return IsTag(tag) ? "" : $"\"{tag}\" is not a tag";
    }

    private static bool IsHost(string registry)
    {
        var colon = registry.IndexOf(':', StringComparison.Ordinal);
        var host = colon < 0 ? registry : registry[..colon];
        var port = colon < 0 ? "443" : registry[(colon + 1)..];
        return host.Length != 0 && host.Split('.').All(label => label.Length != 0 && label[0] != '-' && label[^1] != '-'
                && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            && ushort.TryParse(port, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number != 0;
    }

    // Runs of lower-case letters and digits, joined by one dot, one or two underscores, or any number of hyphens.
    private static bool IsSegment(string segment)
    {
        if (segment.Length == 0 || !IsPlain(segment[0]) || !IsPlain(segment[^1])) return false;
        for (var i = 0; i < segment.Length; i++)
        {
            if (IsPlain(segment[i])) continue;
            var start = i;
            while (!IsPlain(segment[i + 1])) i++;
            var joint = segment[start..(i + 1)];
            if (joint is not ("." or "_" or "__") && joint.Trim('-').Length != 0) return false;
        }
        return true;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);

    private static bool IsTag(string tag) =>
        tag.Length is > 0 and <= MaxTag && tag[0] is not ('.' or '-') && tag.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
