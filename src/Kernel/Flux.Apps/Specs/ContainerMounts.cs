using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace Flux.Apps.Specs;

/// <summary>The mount language of <c>containerData</c> (fluxos-protocol §3.7): parts separated by <c>|</c>, the primary mount first.</summary>
/// <param name="Replication">Mode of the primary mount's flags; g over r over s.</param>
/// <param name="Mounts">All mounts, the primary one first.</param>
public sealed record ContainerMounts(Replication Replication, ImmutableArray<ContainerMount> Mounts)
{
    /// <summary>Longest <c>containerData</c>, in characters.</summary>
    public const int MaxLength = 200;

    private const int MaxName = 255;
    private static readonly SearchValues<char> ForbiddenInNames = SearchValues.Create("/<>:\"|?*\0\\");
    private static readonly string[] ReservedNames = ["appdata", "backup", "."];

    /// <summary>Reads a component's <c>containerData</c>.</summary>
    /// <param name="component">Index of the component; a mount may refer only to components before it.</param>
    public static bool TryParse(string text, int component, out ContainerMounts mounts, out string problem)
    {
        mounts = new(Replication.None, []);
        var parts = text.Length > MaxLength ? [] : text.Split('|');
        var found = new List<ContainerMount>();
        var replication = Replication.None;
        problem = parts.Length == 0 ? $"has more than {MaxLength} characters" : ReadPrimary(parts[0], component, found, out replication);
        for (var i = 1; i < parts.Length && problem.Length == 0; i++) problem = ReadPart(parts[i], component, found);
        if (problem.Length == 0) problem = CheckPaths(found);
        if (problem.Length != 0) return false;
        mounts = new(replication, [.. found]);
        return true;
    }

    private static string ReadPrimary(string part, int component, List<ContainerMount> found, out Replication replication)
    {
        replication = Replication.None;
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        var flags = colon < 0 ? "" : part[..colon];
        if (colon == 0 || flags.Any(flag => flag is not ('r' or 'g' or 's')))
            return $"\"{part}\": the first mount is /path or flags r, g, s followed by :/path";
        replication = flags.Contains('g', StringComparison.Ordinal) ? Replication.Elected
            : flags.Contains('r', StringComparison.Ordinal) ? Replication.Replicated
            : flags.Contains('s', StringComparison.Ordinal) ? Replication.Shared : Replication.None;
        found.Add(new(MountSource.Primary, component, "", part[(colon + 1)..]));
        return "";
    }

    private static string ReadPart(string part, int component, List<ContainerMount> found)
    {
        var fields = part.Split(':');
        ContainerMount? mount = fields switch
        {
            ["m", var name, var path] => new(MountSource.Folder, component, name, path),
            ["f", var name, var path] => new(MountSource.SingleFile, component, name, path),
            ["c", var other, var name, var path] when TryIndex(other, out var index) => new(MountSource.Folder, index, name, path),
            ["cf", var other, var name, var path] when TryIndex(other, out var index) => new(MountSource.SingleFile, index, name, path),
            [var other, var path] when TryIndex(other, out var index) => new(MountSource.OtherPrimary, index, "", path),
            _ => null,
        };
        if (mount is not { } read) return $"\"{part}\" is not a mount (m:dir:/path, f:file:/path, N:/path, c:N:dir:/path, cf:N:file:/path)";
        if (fields[0] is not ("m" or "f") && read.Component >= component) return $"\"{part}\" must refer to a component before this one";
        found.Add(read);
        return read.Source == MountSource.OtherPrimary ? "" : CheckName(read.Name);
    }

    private static bool TryIndex(string text, out int index) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index);

    private static string CheckName(string name)
    {
        if (name.Length is 0 or > MaxName) return $"a mounted name has {name.Length} characters; 1–{MaxName} are allowed";
        if (name.Contains("..", StringComparison.Ordinal) || name.AsSpan().ContainsAny(ForbiddenInNames) || name.Any(char.IsControl))
            return $"\"{name}\" is not allowed as a mounted name";
        return ReservedNames.Contains(name, StringComparer.Ordinal) ? $"\"{name}\" is reserved" : "";
    }

    private static string CheckPaths(List<ContainerMount> found)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mount in found)
        {
            if (!mount.Path.StartsWith('/') || mount.Path.Contains('\0', StringComparison.Ordinal) || mount.Path.Contains(':', StringComparison.Ordinal)
                || mount.Path.Contains("..", StringComparison.Ordinal))
                return $"\"{mount.Path}\" is not an absolute path without \"..\"";
            if (!seen.Add(mount.Path)) return $"\"{mount.Path}\" is mounted twice";
        }
        return "";
    }
}
