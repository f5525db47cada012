using Harness.Toml;
using static Harness.Manifests.Shape;

namespace Harness.Manifests;

/// <summary>
/// The allowed values of every key of a manifest. Cargo first reads a manifest completely into types, so a value of a wrong type is an error even if
/// nothing uses it. The schema follows the source of Cargo 1.95, and was tested with it. One difference is intended: Cargo accepts a date as an empty
/// table, and an array as a table's values in order. Here they are errors.
/// </summary>
internal static class ManifestSchema
{
    private static readonly Shape Free = new() { Expected = "anything", IsFree = true };
    private static readonly Shape Text = Scalar("a string", TomlKind.String);
    private static readonly Shape Flag = Scalar("a boolean", TomlKind.Boolean);
    private static readonly Shape Texts = ArrayOf("an array of strings", Text);
    private static readonly Shape TextOrFlag = Scalar("a string or a boolean", TomlKind.String, TomlKind.Boolean);
    private static readonly Shape TextOrTexts = new() { Expected = "a string or an array of strings", Scalars = [TomlKind.String], Items = Text };
    private static readonly Shape Badges = MapOf(MapOf(Text));
    private static readonly Shape Never = Scalar("nothing: 'cargo-features' stands at the top of the file, before all tables");
    private static readonly Shape PackageName = Name("the name of a package", CrateName.CheckPath);
    private static readonly Shape RegistryName = Name("the name of a registry", CrateName.Check);
    private static readonly Shape Inherited = Scalar("'workspace = true', or a value", TomlKind.Boolean, v => v.AsBoolean == true ? null : "is false, which has no meaning");

    private static readonly Shape Dependency = new()
    {
        Expected = "a version or a table",
        Scalars = [TomlKind.String],
        Keys = Table(
            ("version", Text), ("registry", RegistryName), ("registry-index", Text), ("path", Text), ("base", Name("the name of a path base", CrateName.Check)),
            ("git", Text), ("branch", Text), ("tag", Text), ("rev", Text), ("features", Texts), ("optional", Flag), ("default-features", Flag),
            ("default_features", Flag), ("package", PackageName), ("public", Flag), ("artifact", TextOrTexts), ("lib", Flag), ("target", Text)).Keys,
    };

    private static readonly Shape InheritedDependency = Table(
        ("workspace", Inherited), ("features", Texts), ("default-features", Flag), ("default_features", Flag), ("optional", Flag), ("public", Flag));

    private static readonly Shape Dependencies = MapOf(
        new Shape
        {
            Expected = "a version or a table",
            Scalars = [TomlKind.String],
            Variant = table => table["workspace"]?.AsBoolean is null ? Dependency : InheritedDependency,
        },
        CrateName.CheckPath);

    private static readonly Shape Overrides = MapOf(Dependency, CrateName.CheckPath);

    private static readonly (string, Shape)[] DependencyTables =
    [
        ("dependencies", Dependencies), ("dev-dependencies", Dependencies), ("dev_dependencies", Dependencies),
        ("build-dependencies", Dependencies), ("build_dependencies", Dependencies),
    ];

    private static readonly Shape Target = Table(
        ("name", Text), ("crate-type", Texts), ("crate_type", Texts), ("path", Text), ("filename", Text), ("test", Flag), ("doctest", Flag),
        ("bench", Flag), ("doc", Flag), ("doc-scrape-examples", Flag), ("proc-macro", Flag), ("proc_macro", Flag), ("harness", Flag),
        ("required-features", Texts), ("edition", Text));

    private static readonly Shape Targets = ArrayOf("an array of tables", Target);

    // The fields that a member may inherit from its workspace, which usually have the same type in both.
    private static readonly (string Key, Shape Value)[] Shared =
    [
        ("authors", Texts), ("description", Text), ("homepage", Text), ("documentation", Text), ("readme", TextOrFlag), ("keywords", Texts),
        ("categories", Texts), ("license", Text), ("license-file", Text), ("repository", Text), ("edition", Text), ("exclude", Texts),
        ("include", Texts), ("rust-version", Scalar("a version of Rust as in \"1.85\"", TomlKind.String, PackageRules.RustVersion)),
        ("publish", new Shape { Expected = "a boolean or an array of strings", Scalars = [TomlKind.Boolean], Items = Text }),
    ];

    private static readonly Shape Package = Table(
    [
        .. Shared.Select(field => (field.Key, OrInherited(field.Value))),
        ("version", OrInherited(Scalar("three numbers as in \"1.2.3\"", TomlKind.String, PackageRules.Version))),
        ("name", PackageName), ("build", new Shape { Expected = "a path or a boolean", Scalars = [TomlKind.String, TomlKind.Boolean], Items = Text }),
        ("metabuild", TextOrTexts), ("default-target", Text), ("forced-target", Text), ("links", Text), ("workspace", Text), ("im-a-teapot", Flag),
        ("autolib", Flag), ("autobins", Flag), ("autoexamples", Flag), ("autotests", Flag), ("autobenches", Flag), ("default-run", Text),
        ("resolver", Text), ("cargo-features", Never),
    ]);

    private static readonly Shape Lints = MapOf(LintRules.ToolShape);

    private static readonly Shape Workspace = Table(
        ("members", Texts), ("exclude", Texts), ("default-members", Texts), ("resolver", Text), ("dependencies", Overrides), ("lints", Lints),
        ("package", Table([.. Shared, ("version", Scalar("three numbers as in \"1.2.3\"", TomlKind.String, PackageRules.SharedVersion)), ("badges", Badges)])));

    private static readonly Shape Manifest = Table(
    [
        .. DependencyTables,
        ("cargo-features", Texts), ("package", Package), ("project", Package), ("badges", Badges), ("features", MapOf(Texts, CrateName.CheckFeature)),
        ("lib", Target), ("bin", Targets), ("example", Targets), ("test", Targets), ("bench", Targets), ("target", MapOf(Table(DependencyTables))),
        ("lints", new Shape { Expected = "a table", Keys = Table(("workspace", Inherited)).Keys, Values = LintRules.ToolShape }),
        ("hints", Table(("mostly-unused", Free))), ("workspace", Workspace), ("profile", ProfileSchema.Profiles),
        ("patch", MapOf(Overrides)), ("replace", MapOf(Dependency)),
    ]);

    /// <summary>Reports values of a wrong type and keys that are not allowed.</summary>
    public static void Check(ManifestReader reader, TomlTable root) =>
        new ShapeCheck(reader).Check(Manifest, TomlValue.Table(root), default);

    /// <summary>The same of a <c>[patch]</c> of a configuration.</summary>
    public static void CheckPatch(ManifestReader reader, TomlEntry patch) => new ShapeCheck(reader).Check(MapOf(Overrides), patch);

    private static Shape OrInherited(Shape value) => new()
    {
        Expected = value.Expected, Scalars = value.Scalars, Items = value.Items, Rule = value.Rule,
        Keys = Table(("workspace", Inherited)).Keys, Required = "workspace",
    };

    private static Shape Name(string expected, Func<string, string?> rule) =>
        Scalar(expected, TomlKind.String, v => rule(v.AsString!) is { } reason ? $"is '{v.AsString}': {reason}" : null);
}
