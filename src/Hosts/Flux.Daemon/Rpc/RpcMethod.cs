using System.Text.Json;

namespace Flux.Daemon.Rpc;

/// <summary>One JSON-RPC method. A file each under <c>Rpc/&lt;Area&gt;/</c>; it translates, calls one inner type, translates back.</summary>
internal abstract class RpcMethod
{
    /// <summary>The name on the wire.</summary>
    public abstract string Name { get; }

    /// <summary>Heading under which <c>help</c> lists it.</summary>
    public abstract string Area { get; }

    /// <summary>Parameters as one would type them, e.g. <c>"txid" ( verbose )</c>.</summary>
    public virtual string Usage => "";

    /// <summary>What it does and answers, in plain words.</summary>
    public abstract string Help { get; }

    /// <summary>First line of the usage text: name and parameters.</summary>
    public string Synopsis => $"{Name} {Usage}".TrimEnd();

    /// <summary>Fewest and most parameters; outside of that the usage is the error, as fluxd does.</summary>
    public virtual (int Least, int Most) ParameterCount => (0, 0);

    /// <summary>Writes exactly one JSON value.</summary>
    public abstract Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation);
}
