using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Flux.Os.Api;

/// <summary>The envelope of every answer (FluxOS reference §11.1). HTTP status is 200 also for errors, as clients expect.</summary>
public static class Answer
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary><c>{"status":"success","data":…}</c>.</summary>
    public static IResult Success(object? data) => Results.Json(new { status = "success", data }, Format);

    /// <summary>The body of <see cref="Success"/> with JSON that is ready, for many.</summary>
    public static byte[] SuccessBody(JsonElement data) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["status"] = "success", ["data"] = JsonNode.Parse(data.GetRawText()) }, Format);

    /// <summary>An answer whose body is ready.</summary>
    public static IResult Of(byte[] body) => Results.Bytes(body, "application/json; charset=utf-8");

    /// <summary><c>{"status":"success","data":{"message":…}}</c>.</summary>
    public static IResult Message(string message) => Success(new { message });

    /// <summary><c>{"status":"error","data":{code,name,message}}</c>.</summary>
    public static IResult Error(string message, string? name = null, int? code = null) =>
        Results.Json(new { status = "error", data = new { code, name, message } }, Format);

    /// <summary>The answer to whoever may not.</summary>
    public static IResult Unauthorized() => Error("Unauthorized. Access denied.", "Unauthorized", 401);
}
