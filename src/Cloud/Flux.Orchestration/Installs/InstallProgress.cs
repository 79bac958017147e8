namespace Flux.Orchestration.Installs;

/// <summary>One event of a running install, for people and for the streamed HTTP answer.</summary>
/// <param name="App">The app.</param>
/// <param name="Stage">The step it belongs to.</param>
/// <param name="State">Whether the step begins, goes on, ends, fails or is undone.</param>
/// <param name="Text">A sentence, such as <c>pulling org/image:1: 34%</c>.</param>
public readonly record struct InstallProgress(string App, InstallStage Stage, StepState State, string Text);
