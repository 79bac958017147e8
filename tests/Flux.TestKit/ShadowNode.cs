using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.TestKit;

/// <summary>A FluxNode as the shadow sees it. State: 1 started, 2 DoS, 3 confirmed; tier 1 to 3.</summary>
public sealed record ShadowNode(OutPoint Collateral, int State, int Tier, int Added, int Confirmed, int LastConfirmed, int LastPaid, Script Payee, byte[] NodeKey, string Ip);
