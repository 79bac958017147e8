namespace Flux.Apps.Specs;

/// <summary>One field of a specification's shape.</summary>
/// <param name="MayBeAbsent">False: absence is a problem.</param>
internal sealed record SpecField(string Name, FieldKind Kind, bool MayBeAbsent = false);
