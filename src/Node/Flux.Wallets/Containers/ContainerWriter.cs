using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Flux.Primitives.Wire;

namespace Flux.Wallets.Containers;

/// <summary>Bytes of a container: BIP174's framing (maps of length-prefixed keys and values, each closed by 00), keys ascending, so one content has one form.</summary>
public static class ContainerWriter
{
    /// <summary>The file's bytes.</summary>
    public static byte[] ToBytes(SigningContainer container)
    {
        ArgumentNullException.ThrowIfNull(container);
        var output = new ArrayBufferWriter<byte>();
        output.Write(ContainerField.Magic);
        output.Write<byte>([ContainerField.MagicEnd]);
        WriteGlobal(output, container);
        foreach (var input in container.Inputs) WriteInput(output, input);
        for (var i = 0; i < container.Transaction.Outputs.Length; i++)
        {
            if (container.OutputOrigins.TryGetValue(i, out var origins)) WriteOrigins(output, ContainerField.OutputOrigin, origins);
            output.Write<byte>([0]);
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The bytes as text that survives mail and chat.</summary>
    public static string ToBase64(SigningContainer container) => Convert.ToBase64String(ToBytes(container));

    private static void WriteGlobal(ArrayBufferWriter<byte> output, SigningContainer container)
    {
        Write(output, ContainerField.Transaction, default, container.Transaction.Bytes.Span);
        Write(output, ContainerField.BranchId, default, Number(container.BranchId));
        Write(output, ContainerField.Network, default, Encoding.UTF8.GetBytes(container.Network));
        if (container.StartSignature.Length > 0) Write(output, ContainerField.StartSignature, default, container.StartSignature.Span);
        WriteOrigins(output, ContainerField.StartOrigin, container.StartOrigins);
        Write(output, ContainerField.Version, default, Number(ContainerField.CurrentVersion));
        output.Write<byte>([0]);
    }

    private static void WriteInput(ArrayBufferWriter<byte> output, ContainerInput input)
    {
        var coin = new ArrayBufferWriter<byte>();
        var writer = new WireWriter(coin);
        writer.WriteInt64(input.Coin.Value.Satoshis);
        writer.WriteVarBytes(input.Coin.ScriptPubKey.Bytes);
        Write(output, ContainerField.Coin, default, coin.WrittenSpan);
        foreach (var (key, signature) in input.Signatures) Write(output, ContainerField.Signature, Convert.FromHexString(key), signature);
        if (input.Redeem is { } redeem) Write(output, ContainerField.Redeem, default, redeem.Script.Bytes);
        WriteOrigins(output, ContainerField.Origin, input.Origins);
        if (input.Worth != input.Coin.Value) Write(output, ContainerField.Worth, default, Number((ulong)input.Worth.Satoshis));
        if (input.IsEscrow) Write(output, ContainerField.Escrow, default, default);
        output.Write<byte>([0]);
    }

    private static void WriteOrigins(ArrayBufferWriter<byte> output, byte field, ImmutableSortedDictionary<string, KeyOrigin> origins)
    {
        foreach (var (key, origin) in origins)
        {
            var value = new ArrayBufferWriter<byte>();
            var writer = new WireWriter(value);
            writer.WriteUInt32(origin.Fingerprint);
            foreach (var step in origin.Path.Steps) writer.WriteUInt32(step);
            Write(output, field, Convert.FromHexString(key), value.WrittenSpan);
        }
    }

    private static void Write(ArrayBufferWriter<byte> output, byte field, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var writer = new WireWriter(output);
        writer.WriteCompactSize(key.Length + 1);
        writer.WriteByte(field);
        writer.WriteBytes(key);
        writer.WriteVarBytes(value);
    }

    private static byte[] Number(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    private static byte[] Number(ulong value) => [.. Number((uint)value), .. Number((uint)(value >> 32))];
}
