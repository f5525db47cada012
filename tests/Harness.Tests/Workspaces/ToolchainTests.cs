using System.Text;
using Harness.Testing;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Workspaces;

/// <summary>What only nightly Cargo takes is read where the tree pins a toolchain that may take it, and refused elsewhere.</summary>
public sealed class ToolchainTests
{
    private const string Root = """
        cargo-features = ["codegen-backend", "per-package-target", "test-dummy-unstable", "public-dependency", "metabuild"]

        [workspace]
        members = ["a"]

        [profile.dev]
        codegen-backend = "cranelift"
        """;

    [Theory]
    [InlineData("rust-toolchain.toml", "[toolchain]\nchannel = \"nightly\"\n", true)]
    [InlineData("rust-toolchain.toml", "[toolchain]\nchannel = \"nightly-2026-05-15\"\ncomponents = [\"rustfmt\"]\n", true)]
    [InlineData("rust-toolchain", "nightly-2026-05-15\n", true)]
    [InlineData("rust-toolchain", "\uFEFF  nightly  \r\n", true)]
    [InlineData("rust-toolchain", "[toolchain]\nchannel = \"nightly\"\n", true)]
    [InlineData("rust-toolchain.toml", "toolchain.channel = \"esp\"\n", true)]
    [InlineData("rust-toolchain.toml", "[toolchain]\npath = \"tools/rust\"\n", true)]
    [InlineData("rust-toolchain.toml", "[toolchain]\nchannel = \"stable\"\n", false)]
    [InlineData("rust-toolchain.toml", "[toolchain]\nchannel = \"1.85.0\"\n", false)]
    [InlineData("rust-toolchain", "beta-x86_64-unknown-linux-gnu\n", false)]
    [InlineData("rust-toolchain.toml", "[toolchain]\ncomponents = [\"clippy\"]\n", false)]
    [InlineData("rust-toolchain.toml", "nightly\n", false)]
    [InlineData("rust-toolchain.toml", "[toolchain\n", false)]
    [InlineData("rust-toolchain", "", false)]
    [InlineData("a/rust-toolchain.toml", "[toolchain]\nchannel = \"nightly\"\n", false)]
    [InlineData("RUST-TOOLCHAIN.TOML", "[toolchain]\nchannel = \"nightly\"\n", false)]
    [InlineData(".cargo/config.toml", "[env]\nRUSTC_BOOTSTRAP = \"1\"\n[unstable]\ncodegen-backend = true\n", false)]
    public void The_toolchain_that_a_tree_pins_says_what_is_read(string path, string text, bool isRead)
    {
        var codebase = Load(("Cargo.toml", Root), ("a/Cargo.toml", "package.name = \"a\"\n"), (path, text));

        if (isRead)
        {
            Assert.Empty(codebase.Diagnostics);
        }
        else
        {
            Assert.All(codebase.Diagnostics, d => Assert.Equal("HRN0003", d.Descriptor.Id));
            Assert.Contains(codebase.Diagnostics, d => d.Help.Contains("pin a nightly toolchain in 'rust-toolchain.toml'", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_older_name_and_the_nearest_directory_win()
    {
        const string Uses = "cargo-features = [\"different-binary-name\"]\npackage.name = \"a\"\n[[bin]]\nname = \"a\"\npath = \"src/lib.rs\"\nfilename = \"x\"\n";
        (string, string)[] files = [("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n"), ("a/Cargo.toml", Uses), ("rust-toolchain.toml", "[toolchain]\nchannel = \"nightly\"\n")];

        Assert.Empty(Load(files).Diagnostics);
        Assert.NotEmpty(Load([.. files, ("rust-toolchain", "stable\n")]).Diagnostics);
        Assert.NotEmpty(Load([.. files, ("a/rust-toolchain.toml", "[toolchain]\nchannel = \"stable\"\n")]).Diagnostics);
    }

    // What a manifest says under one toolchain is not what it says under another, though its bytes are the same.
    [Fact]
    public void A_cache_tells_the_toolchains_apart()
    {
        var cache = new ManifestCache();
        var files = Files(("Cargo.toml", Root), ("a/Cargo.toml", "package.name = \"a\"\n"));
        var options = new CodebaseOptions { Cache = cache };

        Assert.NotEmpty(Codebase.Load(files.ToTree(), options, TestContext.Current.CancellationToken).Diagnostics);
        Assert.Empty(Codebase.Load(files.With("rust-toolchain", "nightly"u8.ToArray()).ToTree(), options, TestContext.Current.CancellationToken).Diagnostics);
        Assert.NotEmpty(Codebase.Load(files.ToTree(), options, TestContext.Current.CancellationToken).Diagnostics);
    }

    [Theory]
    [InlineData("cargo-features = [\"multiple-build-scripts\"]\n[package]\nname = \"a\"\nbuild = [\"x.rs\", \"y/z.rs\"]\n", "build-script-x x.rs, build-script-z y/z.rs")]
    [InlineData("cargo-features = [\"metabuild\"]\n[package]\nname = \"a\"\nmetabuild = [\"m\"]\n[build-dependencies]\nm = \"1\"\n", "")]
    public void Build_scripts_of_nightly_Cargo_are_targets(string manifest, string expected)
    {
        var codebase = Load(("Cargo.toml", manifest), ("rust-toolchain", "nightly\n"));

        Assert.Empty(codebase.Diagnostics);
        Assert.Equal(expected, string.Join(", ", codebase.Packages[0].Targets.Where(t => t.Kind == "custom-build").Select(t => $"{t.Name} {t.Path}")));
    }

    [Theory]
    [InlineData("package.name = \"a\"\n[dependencies]\nb = { path = \"b\", artifact = \"bin\", lib = true, target = \"wasm32-wasip1\" }\n", null)]
    [InlineData("cargo-features = [\"path-bases\"]\npackage.name = \"a\"\n[dependencies]\nb = { path = \"b\", base = \"x\" }\n", "path base")]
    [InlineData("cargo-features = [\"open-namespaces\"]\npackage.name = \"b::a\"\n", "namespace")]
    [InlineData("cargo-features = [\"a-feature-to-come\"]\npackage.name = \"a\"\n", "not one that Harness knows")]
    [InlineData("cargo-features = [\"trim-paths\", \"trim-paths\"]\npackage.name = \"a\"\n", "twice")]
    [InlineData("package.name = \"a\"\n[profile.dev]\nrustflags = [\"x\"]\n", "needs the Cargo feature 'profile-rustflags'")]
    public void What_leads_dependencies_elsewhere_is_refused_in_its_own_words(string manifest, string? words)
    {
        var codebase = Load(("Cargo.toml", manifest), ("b/Cargo.toml", "package.name = \"b\"\n"), ("rust-toolchain", "nightly\n"));

        if (words is null)
        {
            Assert.Empty(codebase.Diagnostics);
            Assert.Equal("b", Assert.Single(codebase.Packages[0].Dependencies).Resolved?.Name);
        }
        else
        {
            Assert.Contains(words, Assert.Single(codebase.Diagnostics).Message, StringComparison.Ordinal);
        }
    }

    private static Codebase Load(params (string Path, string Text)[] files) => Codebase.Load(Files(files).ToTree(), new CodebaseOptions(), TestContext.Current.CancellationToken);

    private static TextFixture Files(params (string Path, string Text)[] files) =>
        new TextFixture(files.ToDictionary(f => f.Path, f => Encoding.UTF8.GetBytes(f.Text))).WithLibraries();
}
