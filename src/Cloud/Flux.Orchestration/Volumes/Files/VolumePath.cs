using System.Text;

namespace Flux.Orchestration.Volumes.Files;

/// <summary>A path inside a volume as somebody outside wrote it, in its parts. Only plain names are taken.</summary>
public sealed class VolumePath
{
    private const int LongestName = 255, MostParts = 64;

    private VolumePath(IReadOnlyList<string> parts) => Parts = parts;

    /// <summary>The names from the volume's root down; none for the root itself.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>The last name.</summary>
    public string Name => Parts[^1];

    /// <summary>True for the root.</summary>
    public bool IsRoot => Parts.Count == 0;

    /// <summary>The folder it is in.</summary>
    public VolumePath Parent => new([.. Parts.SkipLast(1)]);

    /// <summary>Reads one; false with the reason. A slash at either end, and an empty text, are the root's.</summary>
    public static bool TryParse(string? text, out VolumePath path, out string problem)
    {
        var parts = (text ?? "").Trim('/') is { Length: > 0 } inner ? inner.Split('/') : [];
        problem = parts.Length > MostParts ? $"the path has more than {MostParts} parts" : parts.Select(ProblemOf).FirstOrDefault(found => found.Length > 0) ?? "";
        path = new VolumePath(parts);
        return problem.Length == 0;
    }

    /// <summary>Why a text is no plain name, or empty.</summary>
    public static string ProblemOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name is "" or "." or "..") return $"'{name}' is no name";
        if (name.AsSpan().IndexOfAny('/', '\\', '\0') >= 0 || name.Any(char.IsControl)) return "a name has no slash, backslash or control character";
        return Encoding.UTF8.GetByteCount(name) > LongestName ? $"a name has at most {LongestName} bytes" : "";
    }

    /// <summary>The path of an entry of this folder.</summary>
    public VolumePath With(string name) => new([.. Parts, name]);

    /// <inheritdoc />
    public override string ToString() => string.Join('/', Parts);
}
