using System.Collections.Immutable;
using System.Globalization;

namespace Flux.Apps.Canonical;

/// <summary>One member of a JSON object.</summary>
public readonly record struct JsMember(string Name, JsValue Value)
{
    private const int Few = 24;

    /// <summary>Orders members as a JavaScript object enumerates them (ECMA-262 OrdinaryOwnPropertyKeys).</summary>
    internal static ImmutableArray<JsMember> InJavaScriptOrder(IEnumerable<JsMember> written)
    {
        if (written is not ICollection<JsMember> { Count: <= Few } few) return Ordered(written);
        // Most objects have few members, all different and none an index: then they stay as they are.
        var members = ImmutableArray.CreateBuilder<JsMember>(few.Count);
        foreach (var member in few)
        {
            if (IsArrayIndex(member.Name, out _) || IsIn(members, member.Name)) return Ordered(few);
            members.Add(member);
        }
        return members.MoveToImmutable();
    }

    private static bool IsIn(ImmutableArray<JsMember>.Builder members, string name)
    {
        for (var i = 0; i < members.Count; i++)
            if (string.Equals(members[i].Name, name, StringComparison.Ordinal)) return true;
        return false;
    }

    private static ImmutableArray<JsMember> Ordered(IEnumerable<JsMember> written)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<JsMember>();
        foreach (var member in written)
        {
            if (places.TryAdd(member.Name, kept.Count)) kept.Add(member);
            else kept[places[member.Name]] = member;
        }
        if (!kept.Exists(member => IsArrayIndex(member.Name, out _))) return [.. kept];
        return [.. kept.OrderBy(member => IsArrayIndex(member.Name, out var index) ? index : ulong.MaxValue)];
    }

    private static bool IsArrayIndex(string name, out ulong index)
    {
        index = 0;
        if (name.Length is 0 or > 10 || !char.IsAsciiDigit(name[0]) || (name[0] == '0' && name.Length > 1)) return false;
        return ulong.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < uint.MaxValue;
    }
}
