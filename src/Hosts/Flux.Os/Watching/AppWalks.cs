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
    private Candidates _candidates = Candidates.None;

    /// <summary>The walk of an app by what this node knows now.</summary>
    public Walk Of(RegisteredApp app)
    {
        var picture = follower.Picture;
        return Walk.For(app, picture.Genesis, registry.Rules.Apps, CandidatesOf(picture).Nodes, declines.Of(app.Hash), picture.Height);
    }

    /// <summary>The app that a message registered or updated, when it is in force.</summary>
    public RegisteredApp? Find(string hash) => MessageHash.TryParse(hash, out var parsed) ? registry.Index.Find(parsed) : null;

    /// <summary>
    /// The candidates of a picture. The list of nodes is another one after every block, because payments move it; what places depend on
    /// seldom changes, and then neither does what this gives.
    /// </summary>
    internal Candidates CandidatesOf(ChainPicture picture)
    {
        var known = Volatile.Read(ref _candidates);
        if (known.From == picture.Nodes) return known;
        ImmutableArray<PlacementNode> nodes = [.. picture.Nodes.Where(n => n.Tier is >= 1 and <= 3).Select(n => new PlacementNode(n.Collateral, (NodeTier)n.Tier, n.PaymentAddress)).OrderBy(n => n.Collateral)];
        var next = new Candidates(picture.Nodes, nodes.SequenceEqual(known.Nodes) ? known.Nodes : nodes);
        // One reference, because API requests come here too.
        Volatile.Write(ref _candidates, next);
        return next;
    }
}
