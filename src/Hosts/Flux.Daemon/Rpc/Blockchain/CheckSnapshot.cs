using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Reads a snapshot file without starting from it.</summary>
internal sealed class CheckSnapshot(FluxdNode node) : RpcMethod
{
    public override string Name => "checksnapshot";

    public override string Area => "blockchain";

    public override string Usage => "\"path\" ( \"sha256\" )";

    public override string Help => "Reads a snapshot file (path relative to the data directory) to its end: whether it is whole, of this network and, if given, has this SHA-256. onchain says whether its block is on this node's chain; it is missing while that chain is shorter. Whether the coins in it are right only the blocks below tell: a node that starts from it judges them.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var name = request.String(0, "path");
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal)) throw RpcFault.InvalidParameter("path must name a file");
        var path = Path.GetFullPath(name, node.Options.DataDirectory);
        try
        {
            var facts = await node.Chain.CheckSnapshotAsync(path, cancellation).ConfigureAwait(false);
            if (request.Has(1) && request.String(1, "sha256") is var named && !facts.Hash.Equals(named, StringComparison.OrdinalIgnoreCase))
                throw new RpcFault(RpcErrorCode.Deserialization, $"{path} is whole, but its SHA-256 is {facts.Hash}, not {named}: it is another snapshot than the one that was meant.");
            writer.WriteStartObject();
            writer.WriteString("path", path);
            writer.WriteNumber("base_height", facts.Height);
            writer.WriteString("base_hash", facts.Base.ToString());
            writer.WriteString("sha256", facts.Hash);
            writer.WriteNumber("bytes", facts.Bytes);
            writer.WriteNumber("coins", facts.Coins);
            if (facts.IsOnOwnChain is { } isOnChain) writer.WriteBoolean("onchain", isOnChain);
            writer.WriteBoolean("checkpoint", facts.IsCheckpoint);
            writer.WriteEndObject();
        }
        catch (InvalidDataException failure)
        {
            throw new RpcFault(RpcErrorCode.Deserialization, failure.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw RpcFault.Misc(failure.Message);
        }
    }
}
