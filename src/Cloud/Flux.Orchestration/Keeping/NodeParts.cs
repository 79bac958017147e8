using Flux.Orchestration.Docker;
using Flux.Orchestration.Health;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Reconcile;
using Flux.Orchestration.Volumes;
using Microsoft.Extensions.Logging;

namespace Flux.Orchestration.Keeping;

/// <summary>The parts that the lanes of one node share.</summary>
internal sealed class NodeParts
{
    public NodeParts(OrchestrationOptions options, Engine engine, ReservationBook book, StatusBoard board, ILogger logger, TimeProvider time)
    {
        (Options, Engine, Book, Board, Logger, Time) = (options, engine, book, board, logger, time);
        Session = new EngineSession(engine, options);
        Volumes = new VolumeStore(options);
        Launcher = new ContainerLauncher(Session, Volumes);
        Executor = new PlanExecutor(engine, Launcher, Volumes, options);
        Reader = new ActualReader(engine, Volumes);
        Reconciler = new Reconciler(options);
        Probe = new ReadinessProbe(engine.Containers, options.HealthDeadline, time);
    }

    public OrchestrationOptions Options { get; }

    public Engine Engine { get; }

    public EngineSession Session { get; }

    public VolumeStore Volumes { get; }

    public ContainerLauncher Launcher { get; }

    public PlanExecutor Executor { get; }

    public ActualReader Reader { get; }

    public Reconciler Reconciler { get; }

    public ReadinessProbe Probe { get; }

    public ReservationBook Book { get; }

    public StatusBoard Board { get; }

    public ILogger Logger { get; }

    public TimeProvider Time { get; }
}
