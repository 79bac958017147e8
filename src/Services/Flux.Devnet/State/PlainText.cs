using System.Text;

namespace Flux.Devnet.State;

/// <summary>Reads a small file that another process may hold locked.</summary>
internal static class PlainText
{
    public static string Read(string path, int longestBytes)
    {
        try
        {
            // FileShare.ReadWrite takes no advisory lock on Unix, so a locked file can be read.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            var bytes = new byte[longestBytes];
            return Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, longestBytes, throwOnEndOfStream: false));
        }
        catch (IOException)
        {
            return "";
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }
}
