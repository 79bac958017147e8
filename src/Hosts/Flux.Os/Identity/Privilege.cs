namespace Flux.Os.Identity;

/// <summary>Who may use a route (FluxOS reference §2.2).</summary>
public enum Privilege
{
    /// <summary>Anybody with a valid signature.</summary>
    User,

    /// <summary>The operator of this node.</summary>
    Admin,

    /// <summary>An identity of <c>identity.teamIds</c>; none unless the operator names them.</summary>
    FluxTeam,

    /// <summary>Either of the two.</summary>
    AdminAndFluxTeam,

    /// <summary>The owner of the app in question.</summary>
    AppOwner,

    /// <summary>The owner of the app, the operator of this node, or the team.</summary>
    AppOwnerAbove,
}
