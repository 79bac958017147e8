using System.Text.Json;
using System.Threading.Channels;

namespace Flux.Os.Api;

/// <summary>
/// An answer that tells steps while it works: JSON objects one after the other without separator, as clients of the existing routes read
/// them (FluxOS reference §11.1). A slow reader loses the oldest steps; one that leaves does not stop the work.
/// </summary>
internal static class ProgressStream
{
    private const int Waiting = 256;

    /// <summary>Runs work and tells its steps; the work answers null when all went well, else what was wrong.</summary>
    /// <param name="http">The request.</param>
    /// <param name="done">Told at the end.</param>
    /// <param name="work">Gets where to tell steps.</param>
    /// <param name="plain">Steps as lines of text, as the backup routes tell them.</param>
    public static async Task<IResult> RunAsync(HttpContext http, string done, Func<Action<string>, Task<string?>> work, bool plain = false)
    {
        var steps = Channel.CreateBounded<string>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        http.Response.ContentType = plain ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
        var working = WorkAsync(work, steps.Writer);
        var reader = true;
        await foreach (var step in steps.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (reader) reader = await TryWriteAsync(http, plain ? step + "\n" : JsonSerializer.Serialize(new { status = step })).ConfigureAwait(false);
        }
        var problem = await working.ConfigureAwait(false);
        var end = plain ? $"{problem ?? done}\n"
            : problem is null ? JsonSerializer.Serialize(new { status = "success", data = new { message = done } })
            : JsonSerializer.Serialize(new { status = "error", data = new { name = "Failed", message = problem } });
        if (reader) await TryWriteAsync(http, end).ConfigureAwait(false);
        return Results.Empty;
    }

    private static async Task<string?> WorkAsync(Func<Action<string>, Task<string?>> work, ChannelWriter<string> steps)
    {
        try
        {
            return await work(step => steps.TryWrite(step)).ConfigureAwait(false);
        }
        finally
        {
            steps.TryComplete();
        }
    }

    private static async Task<bool> TryWriteAsync(HttpContext http, string text)
    {
        try
        {
            await http.Response.WriteAsync(text, http.RequestAborted).ConfigureAwait(false);
            await http.Response.Body.FlushAsync(http.RequestAborted).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
