using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Writes a snapshot of the whole state, from which another node can start.</summary>
internal sealed class DumpTxOutSet(FluxdNode node) : RpcMethod
{
    public override string Name => "dumptxoutset";

    public override string Area => "blockchain";

    public override string Usage => "\"path\"";

    public override string Help => "Writes a snapshot of the whole state (headers, coins, node list, reserves, escrow, shielded sets) after the tip to a new file, relative to the data directory. Another node starts from it with -snapshot=FILE -snapshothash=HASH.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var name = request.String(0, "path");
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal)) throw RpcFault.InvalidParameter("path must name a file");
        var path = Path.GetFullPath(name, node.Options.DataDirectory);
        if (Path.Exists(path)) throw RpcFault.InvalidParameter($"{path} exists already");
        try
        {
            var made = await node.Chain.ExportSnapshotAsync(path, cancellation).ConfigureAwait(false);
            writer.WriteStartObject();
            writer.WriteString("path", made.Path);
            writer.WriteNumber("base_height", made.Height);
            writer.WriteString("base_hash", made.Base.ToString());
            writer.WriteString("sha256", made.Hash);
            writer.WriteNumber("bytes", made.Bytes);
            writer.WriteEndObject();
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw RpcFault.Misc(failure.Message);
        }
    }
}
