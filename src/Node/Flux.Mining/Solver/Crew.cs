using System.Runtime.ExceptionServices;

namespace Flux.Mining.Solver;

/// <summary>
/// Threads that go through phases together: in each, units are handed out one by one, and the next phase begins when all are done. A failure
/// or cancellation lets the others run through to the end without doing anything more.
/// </summary>
internal sealed class Crew(int workers, int phases, Func<int, int> units, Action<int> beforePhase, Action<int, int, int> work)
{
    private Exception? _failure;
    private int _next;
    private int _phase;

    /// <summary>Runs all phases; the calling thread is one of the workers.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, at most one unit after the token was.</exception>
    public void Run(CancellationToken cancellation)
    {
        beforePhase(0);
        using var barrier = new Barrier(workers, _ => Begin(cancellation));
        var helpers = new Thread[workers - 1];
        for (var i = 0; i < helpers.Length; i++)
        {
            var worker = i + 1;
            helpers[i] = new Thread(() => Go(worker, barrier, cancellation)) { IsBackground = true, Name = $"solver {worker}" };
            helpers[i].Start();
        }
        Go(0, barrier, cancellation);
        foreach (var helper in helpers) helper.Join();
        cancellation.ThrowIfCancellationRequested();
        if (_failure is not null) ExceptionDispatchInfo.Throw(_failure);
    }

    private void Begin(CancellationToken cancellation)
    {
        _next = 0;
        if (++_phase < phases && !IsOver(cancellation)) beforePhase(_phase);
    }

    private bool IsOver(CancellationToken cancellation) => cancellation.IsCancellationRequested || Volatile.Read(ref _failure) is not null;

    private void Go(int worker, Barrier barrier, CancellationToken cancellation)
    {
        for (var phase = 0; phase < phases; phase++)
        {
            try
            {
                var count = units(phase);
                for (var unit = Interlocked.Increment(ref _next) - 1; unit < count && !IsOver(cancellation); unit = Interlocked.Increment(ref _next) - 1)
                {
                    work(phase, worker, unit);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, e, null);
            }
            // Nobody may leave before the others have: a phase reads what the whole crew wrote.
            barrier.SignalAndWait(CancellationToken.None);
        }
    }
}
