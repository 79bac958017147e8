using System.Globalization;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>A collateral as the calls of delegates take it: transaction hash and index, both as text.</summary>
internal static class CollateralArgument
{
    public static bool TryRead(string hash, string index, out OutPoint collateral, out string problem)
    {
        collateral = OutPoint.Null;
        problem = "";
        if (!Hash256.TryParse(hash, out var id)) problem = "Invalid transaction hash (must be 64 hex characters)";
        else if (!uint.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) problem = "Invalid output index (must be a whole number from 0)";
        else collateral = new OutPoint(new TxId(id), number);
        return problem.Length == 0;
    }
}
