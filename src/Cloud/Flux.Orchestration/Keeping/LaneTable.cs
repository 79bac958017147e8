namespace Flux.Orchestration.Keeping;

/// <summary>The lanes by app.</summary>
internal sealed class LaneTable(NodeParts parts) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, AppLane> lanes = [];

    /// <summary>The app's lane, new when there is none.</summary>
    public AppLane Of(string app)
    {
        lock (gate)
        {
            if (!lanes.TryGetValue(app, out var lane)) lanes[app] = lane = new AppLane(app, parts);
            return lane;
        }
    }

    public AppLane? Find(string app)
    {
        lock (gate) return lanes.GetValueOrDefault(app);
    }

    public IReadOnlyList<AppLane> All()
    {
        lock (gate) return [.. lanes.Values];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in All()) await lane.DisposeAsync();
    }
}
