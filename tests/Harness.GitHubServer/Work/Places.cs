using System.Text.Json.Nodes;
using Harness.GitHubServer.Git;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Work;

/// <summary>Places in the difference of a pull request, where alone comments may stand.</summary>
internal static class Places
{
    /// <summary>The place that a comment names, or <see langword="null"/> where that is outside the difference.</summary>
    public static ReviewPlace? Find(HubState hub, PullRequest pull, string commit, JsonObject comment)
    {
        var path = comment.Text("path");
        if (hub.FilesOf(pull, commit).FirstOrDefault(f => f.Path == path) is not { } file)
        {
            return null;
        }

        if (comment.Text("subject_type") == "file")
        {
            return new(commit, file.Path, "RIGHT", null, null, null, 1, "");
        }

        var lines = PatchLines.Read(file.Patch).ToArray();
        var side = comment.Text("side") ?? "RIGHT";
        var at = comment.Whole("position") is { } position ? lines.FirstOrDefault(l => l.Position == position) : At(lines, side, comment.Whole("line"));
        var startSide = comment.Text("start_side") ?? side;
        var start = At(lines, startSide, comment.Whole("start_line"));
        if (at is null || (comment["start_line"] is not null && (start is null || start.Position >= at.Position)))
        {
            return null;
        }

        var line = side == "LEFT" ? at.Left : at.Right ?? at.Left;
        return new(commit, file.Path, side, line, start is null ? null : startSide, comment.Whole("start_line"), at.Position, at.Hunk);
    }

    /// <summary>Where a place is after the head moved: without a line where it was touched.</summary>
    public static ReviewPlace Follow(HubState hub, PullRequest pull, ReviewPlace place, string before)
    {
        if (place.Line is not { } line || place.Side == "LEFT")
        {
            return place;
        }

        var change = hub.Git.Run("diff", "--no-color", "--no-ext-diff", "--no-renames", "-U0", before, pull.HeadSha, "--", place.Path);
        var file = hub.FilesOf(pull).FirstOrDefault(f => f.Path == place.Path);
        return PatchLines.Follow(change, line) is { } moved && At([.. PatchLines.Read(file?.Patch)], place.Side, moved) is { } at
            ? place with { Commit = pull.HeadSha, Line = moved, StartLine = place.StartLine + moved - line, Position = at.Position }
            : place with { Line = null, StartLine = null, Position = null };
    }

    private static PatchLines.Line? At(PatchLines.Line[] lines, string side, int? number) => number is null ? null
        : lines.FirstOrDefault(l => (side == "LEFT" ? l.Left : l.Right) == number);
}
