namespace Flux.Daemon.Notifications;

/// <summary>One <c>-zmqpub&lt;topic&gt;=address</c>.</summary>
/// <param name="Topic">One of <see cref="ZmqTopics"/>.</param>
/// <param name="Address">Where to bind, e.g. <c>tcp://127.0.0.1:28332</c>; several topics may share one.</param>
internal sealed record ZmqPublication(string Topic, string Address);
