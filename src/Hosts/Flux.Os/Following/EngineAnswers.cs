using Flux.Orchestration.Docker;

namespace Flux.Os.Following;

/// <summary>
/// What the container engine says and everybody may ask this node for. Each is asked for once in <see cref="Life"/>, and again after a change of
/// ours, however many want it: strangers must not load the engine through us.
/// </summary>
internal sealed class EngineAnswers
{
    /// <summary>How long an answer serves while this node changes nothing.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Engine? _engine;
    private readonly TimeProvider _time;
    private readonly SharedAnswer<long, EngineResult<EngineFacts>> _facts;
    private readonly SharedAnswer<long, EngineResult<IReadOnlyList<ContainerFacts>>> _containers;
    private readonly SharedAnswer<long, EngineResult<string>> _images;

    public EngineAnswers(KeeperHolder keeper, TimeProvider time)
    {
        (_engine, _time) = (keeper.Keeper?.Engine, time);
        _facts = new(() => _engine!.Host.FactsAsync(CancellationToken.None), Life, time);
        _containers = new(() => _engine!.Containers.ListAsync(null, CancellationToken.None), Life, time);
        _images = new(() => _engine!.Images.ListJsonAsync(CancellationToken.None), Life, time);
    }

    /// <summary>The engine as a whole; null on a gateway without one.</summary>
    public async Task<EngineResult<EngineFacts>?> FactsAsync(CancellationToken cancel) =>
        _engine is null ? default(EngineResult<EngineFacts>?) : await _facts.AskAsync(0, cancel).ConfigureAwait(false);

    /// <summary>Every container of this node; null on a gateway without an engine.</summary>
    public async Task<EngineResult<IReadOnlyList<ContainerFacts>>?> ContainersAsync(CancellationToken cancel) =>
        _engine is null ? default(EngineResult<IReadOnlyList<ContainerFacts>>?) : await _containers.AskAsync(_engine.Changes, cancel).ConfigureAwait(false);

    /// <summary>Every image of the machine, as <see cref="EngineImages.ListJsonAsync"/>; null on a gateway without an engine.</summary>
    public async Task<EngineResult<string>?> ImagesAsync(CancellationToken cancel) =>
        _engine is null ? default(EngineResult<string>?) : await _images.AskAsync(_engine.Changes, cancel).ConfigureAwait(false);

    /// <summary>Why the engine cannot be used now; null when it can, or there is none to use.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            return (await FactsAsync(either.Token).ConfigureAwait(false))?.Fault?.Message;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"it has not answered for {Patience.TotalSeconds:0} s";
        }
    }
}
