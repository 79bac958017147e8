using System.Buffers.Binary;
using System.Net;

namespace Flux.P2P.Routers;

/// <summary>Requests and answers of NAT-PMP (RFC 6886, 3.2 and 3.3). Answers come from whoever wants to send them: everything in them is checked.</summary>
internal static class NatPmpCodec
{
    public const byte AddressOperation = 0;
    public const byte MapTcpOperation = 2;

    /// <summary>Longest answer that there is.</summary>
    public const int LongestAnswer = 16;

    private const byte Version = 0;
    private const byte AnswerBit = 128;
    private const int AddressLength = 12;

    public static byte[] AddressRequest() => [Version, AddressOperation];

    /// <summary>Asks for a port; lifetime 0 gives it back.</summary>
    public static byte[] MapRequest(ushort internalPort, ushort externalPort, uint lifetimeSeconds)
    {
        var request = new byte[12];
        request[1] = MapTcpOperation;
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(4), internalPort);
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(6), externalPort);
        BinaryPrimitives.WriteUInt32BigEndian(request.AsSpan(8), lifetimeSeconds);
        return request;
    }

    /// <summary>True when these bytes answer that operation; <paramref name="error"/> says why the router refuses, null when it does not.</summary>
    public static bool IsAnswer(ReadOnlySpan<byte> answer, byte operation, out string? error)
    {
        error = null;
        if (answer.Length < 4 || answer[0] != Version || answer[1] != (AnswerBit | operation)) return false;
        var result = BinaryPrimitives.ReadUInt16BigEndian(answer[2..]);
        if (result == 0) return answer.Length == (operation == AddressOperation ? AddressLength : LongestAnswer);
        error = Reason(result);
        return true;
    }

    /// <summary>The router's address in an answer that <see cref="IsAnswer"/> took.</summary>
    public static IPAddress AddressOf(ReadOnlySpan<byte> answer) => new(answer.Slice(8, 4));

    /// <summary>Ports and lifetime of a mapping in an answer that <see cref="IsAnswer"/> took.</summary>
    public static (ushort InternalPort, ushort ExternalPort, uint LifetimeSeconds) MappingOf(ReadOnlySpan<byte> answer) => (
        BinaryPrimitives.ReadUInt16BigEndian(answer[8..]),
        BinaryPrimitives.ReadUInt16BigEndian(answer[10..]),
        BinaryPrimitives.ReadUInt32BigEndian(answer[12..]));

    private static string Reason(int result) => result switch
    {
        1 => "does not know this version",
        2 => "refuses: not authorized",
        3 => "has no network",
        4 => "has no ports left",
        5 => "does not know the operation",
        _ => $"refuses with result {result}",
    };
}
