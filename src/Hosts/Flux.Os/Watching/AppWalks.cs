using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Os.Following;
using Flux.Os.Registry;

namespace Flux.Os.Watching;

/// <summary>Walks of apps from the chain and the declines this node knows.</summary>
public sealed class AppWalks(RegistryService registry, ChainFollower follower, DeclineBook declines)
{
    private CandidateList _candidates = new([], []);

    /// <summary>The walk of an app by what this node knows now.</summary>
    public Walk Of(RegisteredApp app)
    {
        var picture = follower.Picture;
        return Walk.For(app, picture.Genesis, registry.Rules.Apps, Candidates(picture), declines.All, picture.Height);
    }

    /// <summary>The app that a message registered or updated, when it is in force.</summary>
    public RegisteredApp? Find(string hash) => MessageHash.TryParse(hash, out var parsed) ? registry.Index.Find(parsed) : null;

    private ImmutableArray<PlacementNode> Candidates(ChainPicture picture)
    {
        var known = _candidates;
        if (known.From == picture.Nodes) return known.Nodes;
        // One reference, because API requests come here too.
        _candidates = known = new(picture.Nodes, [.. picture.Nodes.Where(n => n.Tier is >= 1 and <= 3).Select(n => new PlacementNode(n.Collateral, (NodeTier)n.Tier, n.PaymentAddress))]);
        return known.Nodes;
    }

    private sealed record CandidateList(ImmutableArray<ChainNodeEntry> From, ImmutableArray<PlacementNode> Nodes);
}
