using System.Runtime.InteropServices;

namespace Harness.Reviewer;

/// <summary>
/// Protects this process's variables and memory from other processes of the same user. On Linux, its files in <c>/proc</c> then belong to root, and
/// only processes that may trace any process can read them. Other systems have no such protection.
/// </summary>
internal static partial class PrivateProcess
{
    // PR_SET_DUMPABLE of prctl(2).
    private const int SetDumpable = 4;

    /// <summary>Closes the process to others.</summary>
    /// <returns>Whether the system does that.</returns>
    public static bool TryClose()
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        CloseDoors();
        return OperatingSystem.IsLinux() && Control(SetDumpable, 0, 0, 0, 0) == 0;
    }

    // The runtime listens for debuggers of the same user, which could read variables and memory. After this, they can no longer connect.
    private static void CloseDoors()
    {
        foreach (var pattern in new[] { $"dotnet-diagnostic-{Environment.ProcessId}-*", $"clr-debug-pipe-{Environment.ProcessId}-*" })
        {
            try
            {
                foreach (var door in Directory.EnumerateFileSystemEntries(Path.GetTempPath(), pattern))
                {
                    File.Delete(door);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Without a temporary directory, the runtime has no such endpoint either.
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int option, nuint second, nuint third, nuint fourth, nuint fifth);
}
