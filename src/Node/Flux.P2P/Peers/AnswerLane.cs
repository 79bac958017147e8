using Flux.P2P.Wire;

namespace Flux.P2P.Peers;

/// <summary>
/// Answers to the requests of one peer, one after the other. As long as there is room, the session waits for each, so that answers come in the
/// order of the questions. Where the peer does not take them, the session goes on reading: two nodes that each ask for much and wait for the other
/// to read would wait for ever. Owned by the session of the peer.
/// </summary>
internal sealed class AnswerLane(PeerConnection connection, PeerLoad load, TrafficTotals totals)
{
    /// <summary>Items of requests that may wait, which is one request of the largest kind; then the peer is not read until one is answered.</summary>
    private const int MostWaiting = InventoryItem.Limit;

    private const long BytesPerItem = 40;

    private readonly Queue<(Task Answer, int Weight)> _waiting = new();
    private Task _last = Task.CompletedTask;
    private int _weight;

    /// <summary>About what the waiting requests take; any thread.</summary>
    public long HeldBytes => Volatile.Read(ref _weight) * BytesPerItem;

    /// <summary>How many items a request asks for, itself counted; 0 for what is no request.</summary>
    public static int WeightOf(IMessage? message) => message switch
    {
        GetDataMessage request => 1 + request.Items.Length,
        GetHeadersMessage request => 1 + request.Locator.Hashes.Length,
        GetBlocksMessage request => 1 + request.Locator.Hashes.Length,
        GetBlockTransactionsMessage request => 1 + request.Indices.Length,
        MempoolMessage => 1,
        _ => 0,
    };

    /// <summary>Begins an answer once those before it are given; returns when it is given, or has to wait for the peer. Throws what an answer threw.</summary>
    public async Task AddAsync(int weight, Func<Task> answer)
    {
        await ForgetGivenAsync().ConfigureAwait(false);
        while (_waiting.TryPeek(out var first) && _weight + weight > MostWaiting)
        {
            await first.Answer.ConfigureAwait(false);
            await ForgetGivenAsync().ConfigureAwait(false);
        }
        var task = AnswerAsync(_last, answer);
        _last = task;
        _waiting.Enqueue((task, weight));
        Volatile.Write(ref _weight, _weight + weight);
        await Task.WhenAny(task, connection.Full).ConfigureAwait(false);
        await ForgetGivenAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for all answers; call it when the connection is closed. Throws what the first one that failed threw.</summary>
    public Task EndAsync() => _last;

    private async Task AnswerAsync(Task before, Func<Task> answer)
    {
        await before.ConfigureAwait(false);
        var (started, waited) = (TimeProvider.System.GetTimestamp(), connection.RoomWait);
        try
        {
            await answer().ConfigureAwait(false);
        }
        finally
        {
            var busy = load.Spent(started, connection.RoomWait - waited);
            totals.AddBusy(busy);
        }
    }

    private async Task ForgetGivenAsync()
    {
        while (_waiting.TryPeek(out var first) && first.Answer.IsCompleted)
        {
            _waiting.Dequeue();
            Volatile.Write(ref _weight, _weight - first.Weight);
            await first.Answer.ConfigureAwait(false);
        }
    }
}
