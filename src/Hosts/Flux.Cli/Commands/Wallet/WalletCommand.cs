using System.CommandLine;
using Flux.Cli.Wallets;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet</c>: keys that only their owner holds.</summary>
internal static class WalletCommand
{
    public static Command Build()
    {
        var command = new Command("wallet", "Keep keys, pay, sign, start nodes")
        {
            CreateCommand.Build(),
            RestoreCommand.Build(),
            ListCommand.Build(),
            AccountCommand.Build(),
            AddressCommand.Build(),
            BalanceCommand.Build(),
            HistoryCommand.Build(),
            CoinsCommand.Build(),
            LockCommand.BuildLock(),
            LockCommand.BuildUnlock(),
            SendCommand.Build(),
            ConsolidateCommand.Build(),
        RefundCommand.Build(),
            SentCommand.Build(),
            SentCommand.BuildResend(),
            SentCommand.BuildCancel(),
            SignCommand.Build(),
            VerifyCommand.Build(),
            ContainerCommand.Build(),
            NodeCommand.Build(),
            LabelCommand.Build(),
            ContactsCommand.Build(),
            ImportCommand.Build(),
            ExportCommand.Build(),
            BackUpCommand.Build(),
            PasswordCommand.Build(),
            SettingsCommand.Build(),
            OpenCommand.Build(),
            LoginCommand.Build(),
            SignerCommand.Build(),
        };
        WalletOptions.AddTo(command);
        return command;
    }
}
