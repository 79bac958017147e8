using System.Text;
using Flux.Os.Api.Access;
using Flux.Os.Identity;
using Flux.Os.Logs;

namespace Flux.Os.Api;

/// <summary><c>/flux/…log</c>: the last lines of this node's own log (FluxOS reference §11.6).</summary>
internal static class NodeLogEndpoints
{
    private const int Tail = 100;

    private static readonly (string Name, LogLevel Level)[] Levels = [("error", LogLevel.Error), ("warn", LogLevel.Warning), ("info", LogLevel.Information), ("debug", LogLevel.Debug)];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var flux = routes.MapGroup("/flux").WithTags("flux");
        foreach (var (name, level) in Levels)
        {
            flux.MapGet($"/{name}log", (LogRing ring) => Results.File(Encoding.UTF8.GetBytes(Text(ring, level, LogRing.Kept)), "text/plain; charset=utf-8", $"{name}.log"))
                .Needs(Privilege.AdminAndFluxTeam).WithSummary($"The last {LogRing.Kept} lines of level {name} since this start, as a file");
            flux.MapGet($"/tail{name}log", (LogRing ring) => Answer.Message(Text(ring, level, Tail)))
                .Needs(Privilege.AdminAndFluxTeam).WithSummary($"The last {Tail} lines of level {name} since this start");
        }
    }

    private static string Text(LogRing ring, LogLevel level, int most) => string.Join('\n', ring.Last(level, most));
}
