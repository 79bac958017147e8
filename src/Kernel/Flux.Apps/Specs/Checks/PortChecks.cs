namespace Flux.Apps.Specs.Checks;

/// <summary>Rules about ports (fluxos-protocol §3.3, §3.5). Two apps may ask for the same port; they merely cannot share a node.</summary>
internal static class PortChecks
{
    private const int MaxPorts = 5;
    private const int MaxContainerPort = 65535;

    public static void Ports(SpecCheck check, Component component, string path)
    {
        var range = check.Rules.Ports.At(check.Height);
        var name = check.Spec.Version == 1 ? "port" : "ports";
        check.Require(component.Ports.Length <= MaxPorts, path + name, $"has {component.Ports.Length} entries; at most {MaxPorts} are allowed");
        for (var i = 0; i < component.Ports.Length; i++)
        {
            var (port, at) = (component.Ports[i], check.Spec.Version == 1 ? name : $"{path}{name}[{i}]");
            if (!range.Contains(port)) check.Report(at, $"{port} is outside {range}");
            else if (check.Rules.IsBanned(port)) check.Report(at, $"{port} is reserved");
        }
    }

    public static void ContainerPorts(SpecCheck check, Component component, string path)
    {
        if (check.Spec.Version > 1)
            check.Require(component.ContainerPorts.Length == component.Ports.Length, path + "containerPorts",
                $"has {component.ContainerPorts.Length} entries for {component.Ports.Length} ports");
        for (var i = 0; i < component.ContainerPorts.Length; i++)
            check.Require(component.ContainerPorts[i] is >= 0 and <= MaxContainerPort,
                check.Spec.Version == 1 ? "containerPort" : $"{path}containerPorts[{i}]",
                $"{component.ContainerPorts[i]} is outside 0–{MaxContainerPort}");
    }

    public static void UniqueInApp(SpecCheck check)
    {
        var first = new Dictionary<int, string>();
        for (var i = 0; i < check.Spec.Components.Length; i++)
        {
            var ports = check.Spec.Components[i].Ports;
            for (var j = 0; j < ports.Length; j++)
            {
                var path = (check.Spec.Version >= 4 ? $"compose[{i}]." : "") + $"ports[{j}]";
                if (!first.TryAdd(ports[j], path)) check.Report(path, $"{ports[j]} is already {first[ports[j]]}");
            }
        }
    }
}
