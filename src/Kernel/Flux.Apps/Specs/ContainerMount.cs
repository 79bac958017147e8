namespace Flux.Apps.Specs;

/// <summary>One mount of a component.</summary>
/// <param name="Source">What is mounted.</param>
/// <param name="Component">Index of the component whose volume holds it.</param>
/// <param name="Name">Directory or file name inside that volume; empty for data directories.</param>
/// <param name="Path">Absolute path inside the container.</param>
public readonly record struct ContainerMount(MountSource Source, int Component, string Name, string Path);
