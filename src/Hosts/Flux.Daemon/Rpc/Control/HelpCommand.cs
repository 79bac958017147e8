using System.Text.Json;

namespace Flux.Daemon.Rpc.Control;

/// <summary>Lists the commands, or explains one.</summary>
internal sealed class HelpCommand(Func<IReadOnlyList<RpcMethod>> methods) : RpcMethod
{
    public override string Name => "help";

    public override string Area => "control";

    public override string Usage => "( \"command\" )";

    public override string Help => "Lists the commands, or explains one.";

    public override (int Least, int Most) ParameterCount => (0, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var name = request.OptionalString(0, "command");
        var all = methods();
        if (name is null) writer.WriteStringValue(Overview(all));
        else
        {
            var method = all.FirstOrDefault(m => m.Name == RpcAliases.All.GetValueOrDefault(name, name));
            writer.WriteStringValue(method is null ? $"help: unknown command: {name}" : $"{method.Synopsis}\n\n{method.Help}");
        }
        return Task.CompletedTask;
    }

    private static string Overview(IReadOnlyList<RpcMethod> all)
    {
        var areas = all.Where(m => m.Area != "hidden").GroupBy(m => m.Area).OrderBy(g => g.Key, StringComparer.Ordinal);
        return string.Join("\n\n", areas.Select(g => $"== {g.Key} ==\n" + string.Join('\n', g.OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => m.Synopsis))));
    }
}
