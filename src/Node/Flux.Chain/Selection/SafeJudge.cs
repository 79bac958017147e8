using Flux.Chain.Store;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.Chain.Selection;

/// <summary>
/// Judges what strangers send so that a fault of the rules' code refuses one block instead of stopping the node. Only for judgements that
/// change nothing; a failing store is not a judgement and passes through.
/// </summary>
internal sealed partial class SafeJudge(ILogger log)
{
    public Verdict Judge(BlockHash block, Func<Verdict> rules)
    {
        try
        {
            return rules();
        }
        catch (Exception fault) when (StoreFault(fault) is null)
        {
            LogFault(log, fault, block);
            return Verdict.Fail(BlockRejects.Unjudged, fault.GetType().Name);
        }
        catch (AggregateException fault)
        {
            throw StoreFault(fault)!;
        }
    }

    private static ChainStoreException? StoreFault(Exception fault) =>
        fault as ChainStoreException ?? (fault as AggregateException)?.Flatten().InnerExceptions.OfType<ChainStoreException>().FirstOrDefault();

    [LoggerMessage(LogLevel.Error, "Judging block {Block} failed; it is refused")]
    private static partial void LogFault(ILogger log, Exception fault, BlockHash block);
}
