namespace Flux.Ingress.Health;

/// <summary>Whether an instance answers HTTP at all; any status is an answer. Asked only when a request already waits for long.</summary>
internal static class HttpProbe
{
    public static async Task<bool> RunAsync(InstanceState instance, HttpMessageInvoker client, TimeSpan timeout, TimeProvider time, CancellationToken cancel)
    {
        using var expiry = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, expiry.Token);
        using var request = new HttpRequestMessage(HttpMethod.Head, instance.Prefix);
        try
        {
            using var answer = await client.SendAsync(request, either.Token);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
