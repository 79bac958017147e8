using System.Collections.Immutable;

namespace Flux.Apps.Specs.Checks;

/// <summary>The rules of fluxos-protocol §3.3–3.10, all of them asked, in this order. Each list below is the documentation.</summary>
internal sealed class SpecCheck(AppSpec spec, AppRules rules, long height)
{
    private readonly List<SpecProblem> problems = [];

    public AppSpec Spec => spec;

    public AppRules Rules => rules;

    public long Height => height;

    /// <summary>Adds the broken rules to a reading; a field whose shape is already wrong gets no second complaint.</summary>
    public static SpecReading Complete(SpecReading shaped, AppRules rules, long height)
    {
        if (shaped.Spec is not { } spec) return shaped;
        if (spec.Version > AppSpec.LatestVersion) return shaped with { Problems = [new("version", $"{spec.Version} is newer than this program knows; it can be read, not run")] };
        var found = new SpecCheck(spec, rules, height).Run();
        return shaped with { Problems = [.. shaped.Problems, .. found.Where(problem => !Covered(shaped.Problems, problem.Path))] };
    }

    public void Report(string path, string message)
    {
        if (problems.Count < SpecFormatter.MaxProblems) problems.Add(new(path, message));
    }

    /// <summary>Reports the message when the condition is false.</summary>
    public void Require(bool condition, string path, string message)
    {
        if (!condition) Report(path, message);
    }

    private List<SpecProblem> Run()
    {
        NameChecks.Version(this);
        NameChecks.AppName(this);
        TextChecks.Description(this);
        OwnerChecks.Owner(this);
        ComponentChecks.Count(this);
        for (var i = 0; i < spec.Components.Length; i++) Component(spec.Components[i], spec.Version >= 4 ? $"compose[{i}]." : "", i);
        PortChecks.UniqueInApp(this);
        ResourceChecks.Totals(this);
        LifetimeChecks.Instances(this);
        TextChecks.Contacts(this);
        PlaceChecks.Geolocation(this);
        LifetimeChecks.Expire(this);
        PlaceChecks.Nodes(this);
        PlaceChecks.Datacenter(this);
        EnterpriseChecks.Encrypted(this);
        EnterpriseChecks.Sealed(this);
        return problems;
    }

    private void Component(Component component, string path, int index)
    {
        ComponentChecks.Name(this, component, path, index);
        ComponentChecks.Description(this, component, path);
        ComponentChecks.Image(this, component, path);
        PortChecks.Ports(this, component, path);
        PortChecks.ContainerPorts(this, component, path);
        TextChecks.Domains(this, component, path);
        TextChecks.EnvironmentVariables(this, component, path);
        TextChecks.Commands(this, component, path);
        ComponentChecks.Mounts(this, component, path, index);
        ResourceChecks.Component(this, component, path);
        EnterpriseChecks.Secrets(this, component, path);
    }

    private static bool Covered(ImmutableArray<SpecProblem> known, string path) => known.Any(problem =>
        path == problem.Path || path.StartsWith(problem.Path + ".", StringComparison.Ordinal) || path.StartsWith(problem.Path + "[", StringComparison.Ordinal));
}
