using System.Diagnostics;
using System.Reflection;

// A runner of the xunit attributes that these tests use (Fact, Theory with InlineData), since xunit's own wants processes and threads.
// Prints one line a failure and a sum; the exit code is the number of failures.
var skipped = new HashSet<string>
{
    // The files of a browser have no permission bits and no neighbours: these two are about the file system and not about the wallet.
    "Is_readable_by_the_owner_only",
    "Opens_a_file_of_version_one_and_writes_version_two",
    "What_a_killed_writer_left_is_removed",
    // Compares with the implementation that needs threads.
    "Both_implementations_of_argon2_agree",
};
var watch = Stopwatch.StartNew();
var (passed, failed, left) = (0, 0, 0);
foreach (var type in Assembly.GetExecutingAssembly().GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
{
    foreach (var method in type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null))
    {
        if (skipped.Contains(method.Name))
        {
            left++;
            continue;
        }
        var cases = method.GetCustomAttributes<InlineDataAttribute>().Select(data => data.Data).DefaultIfEmpty([]);
        foreach (var arguments in cases)
        {
            try
            {
                var instance = Activator.CreateInstance(type);
                if (method.Invoke(instance, Fitted(method, arguments)) is Task task) await task;
                (instance as IDisposable)?.Dispose();
                passed++;
            }
            catch (Exception e)
            {
                failed++;
                Console.WriteLine($"FAILED {type.Name}.{method.Name}: {(e as TargetInvocationException)?.InnerException ?? e}");
            }
        }
    }
}
Console.WriteLine($"{passed} passed, {failed} failed, {left} left out, {watch.Elapsed.TotalSeconds:0.0} s, browser: {OperatingSystem.IsBrowser()}, native secp256k1: {Flux.Crypto.Curves.Secp256k1.UsesNative}");
return failed == 0 && passed > 0 ? 0 : 1;

static object?[] Fitted(MethodInfo method, object?[] given) => [.. method.GetParameters().Select((parameter, i) => i < given.Length ? given[i] : parameter.DefaultValue)];
