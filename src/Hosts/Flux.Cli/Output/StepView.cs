using System.Diagnostics;
using Flux.Devnet.Control;
using Spectre.Console;

namespace Flux.Cli.Output;

/// <summary>Shows the steps of a starting or stopping network: one line a step, overwritten in place where the terminal can.</summary>
internal sealed class StepView(IAnsiConsole console, bool live)
{
    private string step = "";
    private long began;

    public void Show(NetworkEvent entry)
    {
        switch (entry.Kind)
        {
            case NetworkEventKind.Step:
                (step, began) = (entry.Text, Stopwatch.GetTimestamp());
                Overwrite($"[yellow]…[/] {Markup.Escape(step)}");
                break;
            case NetworkEventKind.Progress:
                Overwrite($"[yellow]…[/] {Markup.Escape(step)} [grey]{Markup.Escape(entry.Text)}[/]");
                break;
            case NetworkEventKind.Done:
                Final($"[green]✓[/] {Markup.Escape(step)} [grey]{Markup.Escape(entry.Text)} · {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s[/]");
                step = "";
                break;
            case NetworkEventKind.Note:
                Final($"[yellow]![/] {Markup.Escape(entry.Text)}");
                break;
            case NetworkEventKind.Failed when step != "":
                Final($"[red]✗[/] {Markup.Escape(step)}");
                break;
            case NetworkEventKind.Stopping:
                Overwrite("[yellow]…[/] Stopping");
                break;
            case NetworkEventKind.Stopped:
                Final("[green]✓[/] Stopped; nothing runs any more");
                break;
        }
    }

    private void Overwrite(string markup)
    {
        if (!live) return;
        Clear();
        console.Markup(markup);
    }

    private void Final(string markup)
    {
        if (live) Clear();
        console.MarkupLine(markup);
    }

    private static void Clear() => Console.Out.Write("\r\e[K");
}
