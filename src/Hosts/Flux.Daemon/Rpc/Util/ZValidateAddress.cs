using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Rpc.Util;

/// <summary>Whether a text is a shielded address of this network.</summary>
internal sealed class ZValidateAddress(FluxdNode node) : RpcMethod
{
    public override string Name => "z_validateaddress";

    public override string Area => "util";

    public override string Usage => "\"zaddr\"";

    public override string Help => "Whether a text is a shielded address of this network. Only that: this daemon has no shielded keys.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var text = request.String(0, "zaddr");
        writer.WriteStartObject();
        var valid = ShieldedAddress.TryParse(text, node.Network.Addresses, out var address);
        writer.WriteBoolean("isvalid", valid);
        if (valid)
        {
            writer.WriteString("address", text);
            writer.WriteString("type", address!.IsSapling ? "sapling" : "sprout");
            writer.WriteString(address.IsSapling ? "diversifier" : "payingkey", Hex(address.First, reversed: !address.IsSapling));
            writer.WriteString(address.IsSapling ? "diversifiedtransmissionkey" : "transmissionkey", Hex(address.TransmissionKey, reversed: true));
            writer.WriteBoolean("ismine", false);
        }
        writer.WriteEndObject();
        return Task.CompletedTask;
    }

    // Keys of 32 bytes are printed like hashes, last byte first.
    private static string Hex(ReadOnlyMemory<byte> bytes, bool reversed)
    {
        var copy = bytes.ToArray();
        if (reversed) Array.Reverse(copy);
        return Convert.ToHexStringLower(copy);
    }
}
