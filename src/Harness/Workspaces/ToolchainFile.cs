using Harness.Manifests;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>
/// Reads the toolchain that a tree pins for a directory: <c>rust-toolchain</c> or <c>rust-toolchain.toml</c> there or above, as rustup finds it. Only
/// the tree counts. A machine's default, a directory override and <c>cargo +nightly</c> are unknown, so a tree without a pin is read as stable.
/// <c>RUSTC_BOOTSTRAP</c> in <c>[env]</c> of a configuration does not reach Cargo itself.
/// </summary>
internal sealed class ToolchainFile(SourceTree tree)
{
    private readonly Dictionary<RepoPath, CargoChannel> known = [];

    /// <summary>Returns the channel of a directory.</summary>
    public CargoChannel ChannelOf(RepoPath directory)
    {
        if (directory.IsOutside)
        {
            return CargoChannel.Stable;
        }

        if (!known.TryGetValue(directory, out var channel))
        {
            known[directory] = channel = Pinned(directory) ?? (directory.IsRoot ? CargoChannel.Stable : ChannelOf(directory.Parent));
        }

        return channel;
    }

    // If both exist, rustup prefers the older name.
    private CargoChannel? Pinned(RepoPath directory)
    {
        var older = directory.Combine("rust-toolchain");
        var path = tree.GetKind(older) == EntryKind.File ? older : directory.Combine("rust-toolchain.toml");
        var content = tree.Read(path);
        if (content.Status == ReadStatus.Missing || content.Status == ReadStatus.IsDirectory)
        {
            return null;
        }

        return content.Status == ReadStatus.Read ? ChannelOf(SourceText.From(path, content.Bytes), path == older) : CargoChannel.Stable;
    }

    private static CargoChannel? ChannelOf(SourceText text, bool mayBeName)
    {
        if (!text.TryDecode(out var content))
        {
            return CargoChannel.Stable;
        }

        var name = content.Trim('\uFEFF', ' ', '\t', '\r', '\n');
        if (mayBeName && name.Length > 0 && !name.AsSpan().ContainsAny('\n', '=', '['))
        {
            return ChannelOf(name);
        }

        var document = TomlDocument.Parse(text);
        var toolchain = document.Diagnostics.IsEmpty ? document.Value["toolchain"]?.AsTable : null;
        return toolchain?["channel"]?.AsString is { } channel ? ChannelOf(channel)
            : toolchain?["path"]?.AsString is not null ? CargoChannel.Nightly
            : CargoChannel.Stable;
    }

    // A custom toolchain, by name or by path, may accept anything. So everything is read, and its Cargo refuses what it does not accept.
    private static CargoChannel ChannelOf(string channel) =>
        channel.StartsWith("stable", StringComparison.Ordinal) || channel.StartsWith("beta", StringComparison.Ordinal) || char.IsAsciiDigit(channel.FirstOrDefault())
            ? CargoChannel.Stable : CargoChannel.Nightly;
}
