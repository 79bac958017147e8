namespace Flux.Orchestration.Docker;

/// <summary>
/// The engine together with what was learned about it. The facts are read when first needed, so that a node can start while its
/// engine is still down.
/// </summary>
internal sealed class EngineSession(Engine engine, OrchestrationOptions options)
{
    private volatile Loaded? loaded;

    public Engine Engine { get; } = engine;

    /// <summary>The facts, once known.</summary>
    public EngineFacts? KnownFacts => loaded?.Facts;

    public async Task<EngineResult<Loaded>> LoadAsync(CancellationToken cancel)
    {
        if (loaded is { } known) return known;
        var facts = await Engine.Host.FactsAsync(cancel);
        if (!facts.Ok) return facts.Fault;
        var ceilings = EngineCeilings.Guess(options, facts.Value);
        var fresh = new Loaded(facts.Value, ceilings, new ContainerBuilder(options, Engine.Names, facts.Value, ceilings));
        return loaded = fresh;
    }

    /// <summary>What a session knows about its engine.</summary>
    internal sealed record Loaded(EngineFacts Facts, EngineCeilings Ceilings, ContainerBuilder Builder);
}
