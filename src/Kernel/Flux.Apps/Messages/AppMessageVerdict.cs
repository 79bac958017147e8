namespace Flux.Apps.Messages;

/// <summary>The outcome of checking an app message.</summary>
/// <param name="Reject">The reason, or <see cref="AppMessageReject.None"/>.</param>
/// <param name="Detail">The reason in words, with paths where a specification is at fault.</param>
public readonly record struct AppMessageVerdict(AppMessageReject Reject, string Detail)
{
    public static AppMessageVerdict Accepted => new(AppMessageReject.None, "");

    public bool IsAccepted => Reject == AppMessageReject.None;

    public override string ToString() => IsAccepted ? "accepted" : $"{Reject}: {Detail}";
}
