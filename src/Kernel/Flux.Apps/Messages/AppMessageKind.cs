namespace Flux.Apps.Messages;

/// <summary>The two things an owner signs.</summary>
public enum AppMessageKind
{
    Register,
    Update,
}
