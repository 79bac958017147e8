using Flux.Orchestration.Tests.Updates;
using Xunit.MicrosoftTestingPlatform;

namespace Flux.Orchestration.Tests;

/// <summary>The tests, or, with the arguments of <see cref="MortalKeeper"/>, a process that keeps an app until it is killed.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) =>
        args is [MortalKeeper.Verb, .. var job] ? MortalKeeper.RunAsync(job) : TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
}
