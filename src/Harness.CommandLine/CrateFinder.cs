using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.CommandLine;

/// <summary>Finds the crate that the command line names: a package by its name or directory, or an external crate.</summary>
internal sealed class CrateFinder(Codebase codebase)
{
    /// <summary>Returns the package of a name, or of a directory from the root, or <see langword="null"/> if there is none.</summary>
    public Package? FindPackage(string text)
    {
        var named = codebase.Packages.Where(p => p.Name == text).ToArray();
        return named.Length > 1
            ? throw new CommandException($"'{text}' is the name of several packages; name one by its directory: {string.Join(", ", named.Select(p => $"'./{p.Directory}'"))}")
            : named.FirstOrDefault() ?? FindDirectory(text);
    }

    /// <summary>Returns the package of a name or directory.</summary>
    /// <exception cref="CommandException">The package does not exist.</exception>
    public Package GetPackage(string text) => FindPackage(text) ?? throw Unknown(text, Packages());

    /// <summary>Determines whether some package declares a dependency on an external crate of this name.</summary>
    public bool IsExternal(string text) => Externals().Contains(text, StringComparer.Ordinal);

    /// <summary>Returns the exception for an unknown name, with a suggestion.</summary>
    public CommandException UnknownCrate(string text) => Unknown(text, Packages().Concat(Externals()));

    private Package? FindDirectory(string text)
    {
        var path = text.EndsWith("/Cargo.toml", StringComparison.Ordinal) ? text[..^"/Cargo.toml".Length] : text;
        return path.StartsWith('/') || path.Length == 0 ? null : codebase.FindPackage(RepoPath.Parse(path));
    }

    private IEnumerable<string> Packages() => codebase.Packages.SelectMany(p => new[] { p.Name, p.Directory.ToString() });

    private IEnumerable<string> Externals() =>
        codebase.Packages.SelectMany(p => p.Dependencies).Where(d => d.Resolved is null).Select(d => d.Name).Distinct(StringComparer.Ordinal);

    private static CommandException Unknown(string text, IEnumerable<string> candidates) =>
        new($"there is no package or dependency '{text}'; {NearestName.Suggest(text, candidates)}'harness graph' lists them");
}
