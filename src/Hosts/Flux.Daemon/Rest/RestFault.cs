namespace Flux.Daemon.Rest;

/// <summary>A refusal: becomes its status with the text and CR LF.</summary>
internal sealed class RestFault(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static RestFault NotFound(string message) => new(StatusCodes.Status404NotFound, message);

    public static RestFault BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);

    public static RestFault Format(string available) => NotFound($"output format not found (available: {available})");
}
