using System.Globalization;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>
/// <c>fluxnode.conf</c> in the data directory (older: <c>zelnode.conf</c>, which wins when both are there): one node a line,
/// <c>alias ip:port node-key collateral-txid index</c>; <c>#</c> begins a comment (chain reference §8.8).
/// </summary>
internal static class NodeConfigFile
{
    private const int Columns = 5;
    private static readonly string[] Names = ["zelnode.conf", "fluxnode.conf"];

    /// <summary>The lines of the file; empty when there is none.</summary>
    /// <exception cref="RpcFault">A line cannot be read; the message names file, line and reason.</exception>
    public static IReadOnlyList<NodeConfigEntry> Read(string directory)
    {
        var path = Names.Select(name => Path.Combine(directory, name)).FirstOrDefault(File.Exists);
        return path is null ? [] : [.. File.ReadLines(path).Select((line, i) => (Text: line.Split('#')[0].Trim(), Number: i + 1)).Where(line => line.Text.Length > 0).Select(line => Parse(line.Text, path, line.Number))];
    }

    private static NodeConfigEntry Parse(string text, string path, int number)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < Columns) throw Wrong(path, number, "it must be: alias ip:port node-key collateral-txid index");
        if (!Hash256.TryParse(parts[3], out var id)) throw Wrong(path, number, $"'{parts[3]}' is not a transaction id");
        if (!uint.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out var index)) throw Wrong(path, number, $"'{parts[4]}' is not an output index");
        return new NodeConfigEntry(parts[0], parts[1], parts[2], new OutPoint(new TxId(id), index));
    }

    private static RpcFault Wrong(string path, int number, string why) => RpcFault.Misc(string.Create(CultureInfo.InvariantCulture, $"{path}:{number}: {why}"));
}
