namespace Harness.Reviewer;

/// <summary>
/// The variables that child programs of the reviewer may see. It lists the variables that they need, because nobody can list the names of all
/// secrets.
/// </summary>
internal static class PassedOn
{
    private const string OfArchitect = "HARNESS_ARCHITECT_";

    private static readonly HashSet<string> Needed = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TERM", "TMPDIR", "TMP", "TEMP",
        "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE",
        "DOTNET_ROOT", "DOTNET_CLI_HOME", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT",
        "SystemRoot", "SystemDrive", "windir", "ComSpec", "PATHEXT", "OS", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE",
        "USERPROFILE", "USERNAME", "HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA", "ProgramData", "ProgramFiles", "ProgramFiles(x86)", "ProgramW6432",
    };

    private static readonly HashSet<string> Proxies = new(StringComparer.OrdinalIgnoreCase) { "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY" };

    /// <summary>Determines whether every child may see a variable, including git, which needs a proxy even if its URL contains a password.</summary>
    public static bool ToChildren(string name) =>
        Needed.Contains(name) || Proxies.Contains(name)
        || name.StartsWith("LC_", StringComparison.Ordinal) || name.StartsWith(OfArchitect, StringComparison.Ordinal);

    /// <summary>Determines whether an architect may see a variable: those of every child, but no password of a proxy.</summary>
    public static bool ToArchitect(string name, string? value) => ToChildren(name) && !(Proxies.Contains(name) && value?.Contains('@', StringComparison.Ordinal) == true);
}
