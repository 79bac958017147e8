using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Mining.Stratum;

/// <summary>The lines that the server sends. Numbers of a header are in hexadecimal as in a block header, least byte first; only targets are not.</summary>
internal static class StratumLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] True(JsonElement id) => Answer(id, null, writer => writer.WriteBooleanValue(true));

    public static byte[] Refusal(JsonElement id, StratumError error) => Answer(id, error, writer => writer.WriteNullValue());

    /// <summary>The answer to mining.subscribe: no session to resume, and the front of every nonce.</summary>
    public static byte[] Subscribed(JsonElement id, ReadOnlyMemory<byte> nonce1) => Answer(id, null, writer =>
    {
        writer.WriteStartArray();
        writer.WriteNullValue();
        writer.WriteStringValue(Convert.ToHexStringLower(nonce1.Span));
        writer.WriteEndArray();
    });

    public static byte[] SetTarget(UInt256 target) => Notice("mining.set_target", writer => writer.WriteStringValue(target.ToString()));

    public static byte[] SetExtranonce(ReadOnlyMemory<byte> nonce1) => Notice("mining.set_extranonce", writer => writer.WriteStringValue(Convert.ToHexStringLower(nonce1.Span)));

    public static byte[] Notify(StratumJob job, bool clean) => Notice("mining.notify", writer =>
    {
        var header = job.Block.Header;
        writer.WriteStringValue(job.Id);
        writer.WriteStringValue(Little((uint)header.Version));
        writer.WriteStringValue(Raw(header.Previous.Value));
        writer.WriteStringValue(Raw(header.MerkleRoot));
        writer.WriteStringValue(Raw(header.StateRoot));
        writer.WriteStringValue(Little(header.Time));
        writer.WriteStringValue(Little(header.Bits));
        writer.WriteBooleanValue(clean);
    });

    /// <summary>A number as a header has it.</summary>
    public static string Little(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return Convert.ToHexStringLower(bytes);
    }

    private static string Raw(Hash256 hash) => Convert.ToHexStringLower(hash.Bytes);

    private static byte[] Answer(JsonElement id, StratumError? error, Action<Utf8JsonWriter> result) => Line(writer =>
    {
        writer.WritePropertyName("id");
        if (id.ValueKind == JsonValueKind.Undefined) writer.WriteNullValue();
        else id.WriteTo(writer);
        writer.WritePropertyName("result");
        result(writer);
        writer.WritePropertyName("error");
        if (error is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartArray();
        writer.WriteNumberValue(error.Code);
        writer.WriteStringValue(error.Message);
        writer.WriteNullValue();
        writer.WriteEndArray();
    });

    private static byte[] Notice(string method, Action<Utf8JsonWriter> parameters) => Line(writer =>
    {
        writer.WriteNull("id");
        writer.WriteString("method", method);
        writer.WriteStartArray("params");
        parameters(writer);
        writer.WriteEndArray();
    });

    private static byte[] Line(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        output.Write("\n"u8);
        return output.WrittenSpan.ToArray();
    }
}
