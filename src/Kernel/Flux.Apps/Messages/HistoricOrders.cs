using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary>
/// Key orders of earlier releases in which old specifications were signed (fluxos-protocol §3.2): versions 1–3 with <c>repotag</c>
/// before <c>owner</c>, version 7 with <c>secrets</c> before <c>repoauth</c>.
/// </summary>
internal static class HistoricOrders
{
    private static readonly string[] Head = ["version", "name", "description", "repotag", "owner"];
    private static readonly string[] Tail = ["secrets", "repoauth"];

    public static IEnumerable<JsValue> Of(JsValue specification, int version) => version switch
    {
        <= 3 => [HeadFirst(specification.Unpacked())],
        7 => [TailsLast(specification.Unpacked())],
        _ => [],
    };

    private static JsValue HeadFirst(JsValue value) =>
        JsValue.Object([.. Named(value, Head), .. value.Members.Where(member => !Head.Contains(member.Name))]);

    private static JsValue TailsLast(JsValue specification) => specification.With("compose", JsValue.Array((specification["compose"]?.Items ?? []).Select(component =>
        JsValue.Object([.. component.Members.Where(member => !Tail.Contains(member.Name)), .. Named(component, Tail)]))));

    private static IEnumerable<JsMember> Named(JsValue value, string[] names) =>
        names.Where(name => value[name] is not null).Select(name => new JsMember(name, value[name]!));
}
