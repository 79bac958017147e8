using Flux.Orchestration.Installs;

namespace Flux.Os.Watching;

/// <content>What is told to the operator.</content>
public sealed partial class LocalInstances
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Installing {App} ({Hash})")]
    private partial void LogInstalling(string app, string hash);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{App} is not taken over from before: {Reason}")]
    private partial void LogNotAdopted(string app, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{App} runs after {Milliseconds} ms")]
    private partial void LogInstalled(string app, long milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{App} could not be installed ({Stage}): {Reason}")]
    private partial void LogFailed(string app, InstallStage stage, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The update of {App} is prepared: {Plan}")]
    private partial void LogPrepared(string app, string plan);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The update of {App} failed ({Stage}); the earlier version runs on: {Reason}")]
    private partial void LogUpdateFailed(string app, InstallStage stage, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removing {App}: {Reason}")]
    private partial void LogRemoving(string app, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{App} could not be removed: {Reason}; it is tried again")]
    private partial void LogRemoveFailed(string app, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Installing {App} ended by a bug")]
    private partial void LogInstallBug(string app, Exception bug);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of {App} could not be stored: {Reason}")]
    private partial void LogNotStored(string app, string reason);
}
