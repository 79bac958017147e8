using System.Text.Json.Nodes;

namespace Flux.Cli.Compose;

/// <summary>A compose file as a v8 specification.</summary>
/// <param name="Specification">Null when there are problems.</param>
/// <param name="Problems">Everything that cannot be taken over; none is dropped in silence.</param>
/// <param name="Notes">What was taken over in another way than some expect.</param>
internal sealed record ComposeImport(JsonObject? Specification, IReadOnlyList<ComposeProblem> Problems, IReadOnlyList<string> Notes);
