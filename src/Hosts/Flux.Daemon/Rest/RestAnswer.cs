using System.Buffers;
using System.Text;
using System.Text.Json;
using Flux.Daemon.Rpc;

namespace Flux.Daemon.Rest;

/// <summary>The body of a REST answer and its content type.</summary>
internal sealed record RestAnswer(string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>What most paths offer.</summary>
    public const string AllFormats = ".bin, .hex, .json";

    /// <summary>Bytes as they are.</summary>
    public static RestAnswer Binary(ReadOnlyMemory<byte> bytes) => new("application/octet-stream", bytes);

    /// <summary>Bytes in hex and a line end.</summary>
    public static RestAnswer Hex(ReadOnlySpan<byte> bytes) => new("text/plain", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes) + "\n"));

    /// <summary>One JSON value and a line end.</summary>
    public static RestAnswer Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, RpcDispatcher.WriterOptions)) write(writer);
        buffer.Write("\n"u8);
        return new RestAnswer("application/json", buffer.WrittenMemory);
    }
}
