namespace Flux.Apps.Messages;

/// <summary>The wire names of app messages; the old names with <c>zel</c> are equally valid and are part of the signed text.</summary>
public static class AppMessageType
{
    public const string Register = "fluxappregister";
    public const string Update = "fluxappupdate";
    private const string OldRegister = "zelappregister";
    private const string OldUpdate = "zelappupdate";

    /// <summary>The name our own clients use.</summary>
    public static string Of(AppMessageKind kind) => kind == AppMessageKind.Register ? Register : Update;

    /// <summary>What a wire name means; null when it is no app message.</summary>
    public static AppMessageKind? KindOf(string type) => type switch
    {
        Register or OldRegister => AppMessageKind.Register,
        Update or OldUpdate => AppMessageKind.Update,
        _ => null,
    };
}
