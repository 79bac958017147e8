using System.IO.Pipelines;
using Flux.Apps.Canonical;

namespace Flux.Os.Api;

/// <summary>
/// The success envelope around one value or a list of them, written as it is made: a page of records as one text would be a large object each
/// time, and those make the collector walk through everything this node holds.
/// </summary>
internal sealed class JsAnswer(JsValue? value, IEnumerable<JsValue>? list) : IResult
{
    private const long FlushAfter = 64 << 10;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        var output = httpContext.Response.BodyWriter;
        Write(output, """{"status":"success","data":"""u8);
        if (value is not null) JsWriter.Write(value, output);
        else await WriteListAsync(output, httpContext.RequestAborted).ConfigureAwait(false);
        Write(output, "}"u8);
        await output.FlushAsync(httpContext.RequestAborted).ConfigureAwait(false);
    }

    private async Task WriteListAsync(PipeWriter output, CancellationToken cancellation)
    {
        Write(output, "["u8);
        var isFirst = true;
        foreach (var item in list!)
        {
            if (!isFirst) Write(output, ","u8);
            isFirst = false;
            JsWriter.Write(item, output);
            if (output.UnflushedBytes >= FlushAfter) await output.FlushAsync(cancellation).ConfigureAwait(false);
        }
        Write(output, "]"u8);
    }

    private static void Write(PipeWriter output, ReadOnlySpan<byte> bytes) => System.Buffers.BuffersExtensions.Write(output, bytes);
}
