using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Apps.Rolls;
using Flux.Primitives;

namespace Flux.Os.Watching;

/// <summary>What this node remembers between two looks at an app.</summary>
internal sealed class AppWatch(TimeProvider time)
{
    private readonly long _since = time.GetTimestamp();
    private long? _vacantSince;
    private PlacementAction? _last;
    private readonly Dictionary<OutPoint, (RollPhase Phase, long Since)> _awaited = [];
    private (MessageHash App, ImmutableArray<PlacementNode> Nodes, ImmutableArray<Decline> Declines) _key;
    private (int From, long Until) _heights;
    private ImmutableArray<SeatedNode> _members;

    public long ObservedForMs => (long)time.GetElapsedTime(_since).TotalMilliseconds;

    public long VacantForMs => _vacantSince is { } since ? (long)time.GetElapsedTime(since).TotalMilliseconds : 0;

    public void NoteVacancies(int vacancies)
    {
        if (vacancies == 0) _vacantSince = null;
        else _vacantSince ??= time.GetTimestamp();
    }

    /// <summary>True when the action differs from the last look's: then it is worth a line in the log.</summary>
    public bool IsNew(PlacementVerdict verdict)
    {
        var changed = _last != verdict.Action && !(_last is null && verdict.Action == PlacementAction.Wait);
        _last = verdict.Action;
        return changed;
    }

    /// <summary>How long an instance has been waited for in its present phase.</summary>
    public long AwaitedForMs(OutPoint node, RollPhase phase)
    {
        if (!_awaited.TryGetValue(node, out var known)) return 0;
        if (known.Phase == phase) return (long)time.GetElapsedTime(known.Since).TotalMilliseconds;
        _awaited.Remove(node);
        return 0;
    }

    /// <summary>It is waited for from now on, unless it is already.</summary>
    public void NoteAwaited(OutPoint node, RollPhase phase) => _awaited.TryAdd(node, (phase, time.GetTimestamp()));

    /// <summary>The members, found anew only when the app, the candidates or the declines in force changed.</summary>
    public ImmutableArray<SeatedNode> MembersOf(RegisteredApp app, ImmutableArray<PlacementNode> nodes, ImmutableArray<Decline> declines, int height, Func<ImmutableArray<SeatedNode>> find)
    {
        var key = (app.Hash, nodes, declines);
        if (!_members.IsDefault && _key == key && height >= _heights.From && height < _heights.Until) return _members;
        (_members, _key) = (find(), key);
        _heights = (height, declines.Where(decline => decline.HoldsFor(app.Hash, height)).Select(decline => decline.UntilHeight).DefaultIfEmpty(long.MaxValue).Min());
        return _members;
    }
}
