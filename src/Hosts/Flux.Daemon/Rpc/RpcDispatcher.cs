using System.Collections.Frozen;
using System.Text.Json;
using Flux.Contracts.Rpc;

namespace Flux.Daemon.Rpc;

/// <summary>
/// Finds the method of a request object, runs it and writes <c>{"result":…,"error":…,"id":…}</c>. Every exception ends
/// here: a caller can never take the daemon down.
/// </summary>
internal sealed partial class RpcDispatcher
{
    private readonly FrozenDictionary<string, RpcMethod> _byName;
    private readonly ILogger<RpcDispatcher> _logger;
    private readonly Func<string>? _step;

    /// <summary>Answers every well-formed call with −28 and the step of the start that goes on (chain reference §12.1).</summary>
    public static RpcDispatcher WarmingUp(Func<string> step, ILogger<RpcDispatcher> logger) => new([], logger, step);

    public RpcDispatcher(IEnumerable<RpcMethod> methods, ILogger<RpcDispatcher> logger)
        : this(methods, logger, null)
    {
    }

    private RpcDispatcher(IEnumerable<RpcMethod> methods, ILogger<RpcDispatcher> logger, Func<string>? step)
    {
        _step = step;
        Methods = [.. methods];
        _byName = Methods.SelectMany(m => RpcAliases.Of(m.Name).Prepend(m.Name), (m, name) => (name, m)).ToFrozenDictionary(p => p.name, p => p.m, StringComparer.Ordinal);
        _logger = logger;
    }

    public IReadOnlyList<RpcMethod> Methods { get; }

    public RpcMethod? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Runs one request object and writes the whole answer. Returns the error code, or 0.</summary>
    public async Task<int> RunAsync(JsonElement request, AnswerBuffer answer, CancellationToken cancellation)
    {
        answer.Append("{\"result\":"u8);
        var start = answer.Length;
        int code;
        string? message;
        try
        {
            await RunMethodAsync(request, answer.Json, cancellation).ConfigureAwait(false);
            answer.Json.Flush();
            (code, message) = (0, null);
        }
        catch (RpcFault fault)
        {
            (code, message) = (fault.Code, fault.Message);
        }
        catch (InvalidOperationException e) when (e.Source == "System.Text.Json")
        {
            // A name or text with half of a surrogate pair, which only shows when it is read.
            (code, message) = (RpcErrorCode.Parse, "Parse error");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogMethodFailed(e, MethodName(request));
            (code, message) = (RpcErrorCode.Misc, e.Message);
        }
        // A method that fails half way must not leave half an answer.
        if (code != 0) answer.CutTo(start);
        WriteRest(request, answer, code, message);
        return code;
    }

    /// <summary>Options of every writer here: results may be large and are ours.</summary>
    public static JsonWriterOptions WriterOptions => new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 2048 };

    private async Task RunMethodAsync(JsonElement request, Utf8JsonWriter result, CancellationToken cancellation)
    {
        if (request.ValueKind != JsonValueKind.Object) throw new RpcFault(RpcErrorCode.InvalidRequest, "Invalid Request object");
        // What cannot be sent back is refused before anything is done.
        if (RpcRequest.Member(request, "id") is { ValueKind: JsonValueKind.String } id) RpcValues.Text(id);
        var name = RpcRequest.Member(request, "method");
        if (name.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) throw new RpcFault(RpcErrorCode.InvalidRequest, "Missing method");
        if (name.ValueKind != JsonValueKind.String) throw new RpcFault(RpcErrorCode.InvalidRequest, "Method must be a string");
        var parameters = RpcRequest.Member(request, "params");
        if (parameters.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null or JsonValueKind.Undefined))
            throw new RpcFault(RpcErrorCode.InvalidRequest, "Params must be an array");
        if (_step is not null) throw new RpcFault(RpcErrorCode.WarmUp, _step());
        var method = Find(RpcValues.Text(name)) ?? throw new RpcFault(RpcErrorCode.MethodNotFound, "Method not found");
        var call = new RpcRequest(method.Name, parameters);
        if (call.Count < method.ParameterCount.Least || call.Count > method.ParameterCount.Most) throw RpcFault.Misc($"{method.Synopsis}\n\n{method.Help}");
        await method.WriteResultAsync(call, result, cancellation).ConfigureAwait(false);
    }

    private static void WriteRest(JsonElement request, AnswerBuffer answer, int code, string? message)
    {
        answer.Append(code == 0 ? ",\"error\":"u8 : "null,\"error\":"u8);
        answer.Json.Reset();
        if (code == 0) answer.Json.WriteNullValue();
        else
        {
            answer.Json.WriteStartObject();
            answer.Json.WriteNumber("code", code);
            answer.Json.WriteString("message", message);
            answer.Json.WriteEndObject();
        }
        answer.Json.Flush();
        answer.Append(",\"id\":"u8);
        answer.Json.Reset();
        WriteId(RpcRequest.Member(request, "id"), answer);
        answer.Append("}"u8);
        answer.Json.Reset();
    }

    private static void WriteId(JsonElement id, AnswerBuffer answer)
    {
        var start = answer.Length;
        try
        {
            if (id.ValueKind != JsonValueKind.Undefined) id.WriteTo(answer.Json);
            else answer.Json.WriteNullValue();
            answer.Json.Flush();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair somewhere in it: there is nothing that could be sent back.
            answer.CutTo(start);
            answer.Append("null"u8);
        }
    }

    private static string MethodName(JsonElement request) =>
        RpcRequest.Member(request, "method") is { ValueKind: JsonValueKind.String } name ? name.GetString()! : "";

    [LoggerMessage(Level = LogLevel.Error, Message = "JSON-RPC method {Method} failed")]
    private partial void LogMethodFailed(Exception exception, string method);
}
