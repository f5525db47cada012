namespace Harness.Rules.Tests.Editors;

/// <summary>A key of the policy as its reference shows it.</summary>
/// <param name="Name">The key with its table: <c>workspace.kinds</c>.</param>
/// <param name="Text">The description, the type and the default, as Markdown.</param>
/// <param name="Example">A piece of a policy that sets the key.</param>
internal sealed record PolicyPageKey(string Name, string Text, string Example);
