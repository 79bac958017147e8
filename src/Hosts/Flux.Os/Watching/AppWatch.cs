using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Os.Following;
using Flux.Primitives;

namespace Flux.Os.Watching;

/// <summary>What this node remembers between two looks at an app.</summary>
internal sealed class AppWatch(TimeProvider time)
{
    private readonly long _since = time.GetTimestamp();
    private long? _vacantSince;
    private PlacementAction? _last;
    private (MessageHash App, BlockHash Tip, long Declines) _walkKey;
    private Walk? _walk;

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

    /// <summary>The walk, computed anew only when the app, the tip or the declines changed.</summary>
    public Walk WalkOf(RegisteredApp app, ChainPicture picture, long declines, Func<Walk> compute)
    {
        var key = (app.Hash, picture.Tip, declines);
        if (_walk is null || _walkKey != key) (_walk, _walkKey) = (compute(), key);
        return _walk;
    }
}
