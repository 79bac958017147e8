using Flux.Cli.Output;
using Flux.Devnet.Control;

namespace Flux.Cli.Commands.App;

/// <summary>Tells the steps of a deployment as they happen.</summary>
internal sealed class DeploySteps(bool json)
{
    // With -o json standard output holds nothing but the result.
    private readonly StepView _view = json ? new(Terminal.Error, live: false) : new(Terminal.Out, Terminal.IsLive);

    /// <summary>Runs one step; what it returns stands behind its name when it is done.</summary>
    public async Task RunAsync(string step, Func<Action<string>, Task<string>> action)
    {
        Show(NetworkEventKind.Step, step);
        try
        {
            Show(NetworkEventKind.Done, await action(text => Show(NetworkEventKind.Progress, text)));
        }
        catch
        {
            Show(NetworkEventKind.Failed, "");
            throw;
        }
    }

    private void Show(NetworkEventKind kind, string text) => _view.Show(new NetworkEvent { Kind = kind, Text = text });
}
