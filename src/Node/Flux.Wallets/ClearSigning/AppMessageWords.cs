using System.Globalization;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Wallets.Messages;

namespace Flux.Wallets.ClearSigning;

/// <summary>Says in words what an app's message does, before it is signed: what runs, for how long, and who may change it from then on.</summary>
public static class AppMessageWords
{
    /// <summary>The sentences, the important one first.</summary>
    public static SigningSummary Describe(AppMessageDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var spec = draft.Spec;
        var statements = new List<SigningStatement> { Say(draft.Kind == AppMessageKind.Register ? $"Registers the app '{spec.Name}' for {draft.Owner}" : $"Changes the app '{spec.Name}' of {draft.Owner}") };
        statements.AddRange(spec.Components.Select(component => Say($"  {Line(component)}")));
        var life = spec.Expire is { } blocks ? string.Create(CultureInfo.InvariantCulture, $" for {blocks:N0} blocks") : "";
        statements.Add(Say($"  {spec.Instances} instance{(spec.Instances == 1 ? "" : "s")}{life}{(spec.HasSecrets ? ", with sealed secrets that nobody but its members can read" : "")}"));
        if (spec.Owner != draft.Owner) statements.Add(new(StatementKind.Warning, $"The app is handed over: from then on only {spec.Owner} can change it."));
        return new SigningSummary([.. statements], default, default);
    }

    private static SigningStatement Say(string text) => new(StatementKind.AppMessage, text);

    private static string Line(Component component)
    {
        var parts = new List<string> { $"{component.Name}: {component.RepoTag}", component.Resources.ToString() };
        if (!component.Ports.IsEmpty) parts.Add($"port{(component.Ports.Length == 1 ? "" : "s")} {string.Join(", ", component.Ports)}");
        if (component.Domains.Where(domain => domain.Length > 0).ToList() is { Count: > 0 } domains) parts.Add($"domain{(domains.Count == 1 ? "" : "s")} {string.Join(", ", domains)}");
        if (!component.Commands.IsEmpty) parts.Add($"runs {string.Join(' ', component.Commands)}");
        parts.AddRange(component.EnvironmentVariables);
        return string.Join(" · ", parts);
    }
}
