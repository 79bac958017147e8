using Flux.Os.Identity;

namespace Flux.Os.Api.Daemon;

/// <summary>One route that is passed on to fluxd.</summary>
/// <param name="Name">Last part of the path.</param>
/// <param name="Method">JSON-RPC method.</param>
/// <param name="Who">Who may use it; null: everybody.</param>
/// <param name="Shape">How the parameters reach fluxd.</param>
/// <param name="Parameters">In the order of the path.</param>
/// <param name="HasPost">Also taken as POST with the parameters in the body.</param>
/// <param name="Life">How long an answer to GET serves everybody while no block comes; zero: fluxd is asked each time.</param>
internal sealed record DaemonRoute(string Name, string Method, Privilege? Who, ParameterShape Shape, IReadOnlyList<DaemonParameter> Parameters, bool HasPost, TimeSpan Life);
