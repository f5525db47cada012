using System.Text;
using Harness.Trees;

namespace Harness.CommandLine;

/// <summary>The source of paths.</summary>
internal enum PathSource
{
    /// <summary>Only the command line.</summary>
    Arguments,

    /// <summary>Also standard input.</summary>
    Input,
}

/// <summary>Converts paths from the user, relative to the current directory, to paths of the tree.</summary>
internal sealed class PathArguments(CommandContext context, string root)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads all paths in their order.</summary>
    public IReadOnlyList<RepoPath> Read(IEnumerable<string> given, PathSource source, char separator)
    {
        var named = given.Where(p => p != "-");
        return [.. (source == PathSource.Input ? named.Concat(ReadInput(separator)) : named).Select(ToTree)];
    }

    private IEnumerable<string> ReadInput(char separator)
    {
        using var bytes = new MemoryStream();
        context.Input.CopyTo(bytes);
        try
        {
            var paths = Strict.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).Split(separator, StringSplitOptions.RemoveEmptyEntries);
            return separator == '\n' ? paths.Select(p => p.TrimEnd('\r')).Where(p => p.Length > 0) : paths;
        }
        catch (DecoderFallbackException)
        {
            throw new CommandException("the paths on standard input are not UTF-8");
        }
    }

    // Lexically, because the path need not exist, and a link is its own path.
    private RepoPath ToTree(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new CommandException("the paths on standard input end in NUL; say so with -z");
        }

        var full = Path.GetFullPath(path, context.WorkingDirectory);
        var relative = Path.GetRelativePath(root, full).Replace(Path.DirectorySeparatorChar, '/');
        return !Path.IsPathFullyQualified(relative) && RepoPath.Parse(relative) is { IsOutside: false } inside
            ? inside
            : throw new CommandException($"'{path}' lies outside '{root}'");
    }
}
