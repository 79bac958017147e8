using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary>
/// Key orders of earlier releases in which old specifications were signed (fluxos-protocol §3.2): versions 1–3 with <c>repotag</c>
/// before <c>owner</c>, version 7 with <c>secrets</c> before <c>repoauth</c>.
/// </summary>
internal static class HistoricOrders
{
    public static IEnumerable<JsValue> Of(JsValue specification, int version) => version switch
    {
        <= 3 => [Swap(specification, "owner", "repotag")],
        7 => [SwapInComponents(specification.Unpacked())],
        _ => [],
    };

    private static JsValue SwapInComponents(JsValue specification) => specification.With("compose", JsValue.Array(
        (specification["compose"]?.Items ?? []).Select(component => Swap(component, "repoauth", "secrets"))));

    private static JsValue Swap(JsValue value, string first, string second)
    {
        var members = value.Members.ToList();
        var (a, b) = (members.FindIndex(member => member.Name == first), members.FindIndex(member => member.Name == second));
        if (a >= 0 && b >= 0) (members[a], members[b]) = (members[b], members[a]);
        return JsValue.Object(members);
    }
}
