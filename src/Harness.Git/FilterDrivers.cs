using System.Text;

namespace Harness.Git;

/// <summary>The filters that the configuration of the user and the repository defines. Their programs are not run.</summary>
internal sealed class FilterDrivers
{
    private readonly Dictionary<string, List<string>> programs = new(StringComparer.Ordinal);
    private bool hasLfsExtensions;

    /// <summary>A value that indicates whether there is none.</summary>
    public bool IsEmpty => programs.Count == 0;

    /// <summary>Reads them.</summary>
    public static FilterDrivers Read(RepositoryLocation location, CancellationToken cancellation)
    {
        var drivers = new FilterDrivers();
        var asked = new GitCommand(location.Directory, ["config", "-z", "--get-regexp", @"^filter\..*\.(clean|process)$|^lfs\.extension\."]) { Configuration = GitConfiguration.User };
        foreach (var setting in Encoding.UTF8.GetString(GitProgram.Run(asked, cancellation).Output).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            drivers.Add(setting.Split('\n', 2));
        }

        return drivers;
    }

    /// <summary>Determines whether a filter of this name stores files in another form.</summary>
    public bool Contains(string name) => programs.ContainsKey(name);

    /// <summary>Determines whether a filter is that of Git LFS, which has a known format.</summary>
    public bool IsLfs(string name) => !hasLfsExtensions && name == "lfs"
        && programs[name].TrueForAll(p => p.StartsWith("git-lfs ", StringComparison.Ordinal) || p.StartsWith("git lfs ", StringComparison.Ordinal));

    private void Add(string[] setting)
    {
        var name = setting[0];
        if (name.StartsWith("lfs.", StringComparison.Ordinal))
        {
            hasLfsExtensions = true;
        }
        else if (setting is [_, { Length: > 0 } program] && name.LastIndexOf('.') is > 7 and var end)
        {
            var driver = name["filter.".Length..end];
            if (!programs.TryGetValue(driver, out var known))
            {
                programs[driver] = known = [];
            }

            known.Add(program);
        }
    }
}
