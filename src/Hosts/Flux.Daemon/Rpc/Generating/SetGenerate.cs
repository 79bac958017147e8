using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Generating;

/// <summary>Starts or stops mining; on networks that mine on demand, the second parameter is the number of threads too.</summary>
internal sealed class SetGenerate(MiningService mining) : RpcMethod
{
    public override string Name => "setgenerate";

    public override string Area => "generating";

    public override string Usage => "generate ( threads )";

    public override string Help => "Starts or stops mining; on networks that mine on demand, the second parameter is the number of threads too.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var threads = request.Int(1, "threads", 1);
        if (threads is < -1 or > 256) throw RpcFault.InvalidParameter("threads must be from -1 to 256");
        if (request.Bool(0, "generate", false) && threads != 0) await mining.StartAsync(threads < 0 ? Environment.ProcessorCount : threads).ConfigureAwait(false);
        else await mining.StopAsync().ConfigureAwait(false);
        writer.WriteNullValue();
    }
}
