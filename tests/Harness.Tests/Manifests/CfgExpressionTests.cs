using Harness.Manifests;
using Xunit;

namespace Harness.Tests.Manifests;

public sealed class CfgExpressionTests
{
    [Theory]
    [InlineData("x86_64-pc-windows-msvc", "x86_64-pc-windows-msvc")]
    [InlineData("thumbv7em-none-eabihf.json", "thumbv7em-none-eabihf.json")]
    [InlineData("cfg(unix)", "cfg(unix)")]
    [InlineData("cfg( unix )", "cfg(unix)")]
    [InlineData("cfg( target_os=\"x\" )", "cfg(target_os = \"x\")")]
    [InlineData("cfg(target_os = \"\")", "cfg(target_os = \"\")")]
    [InlineData("cfg(target_os = \"a, b)\")", "cfg(target_os = \"a, b)\")")]
    [InlineData("cfg(all())", "cfg(all())")]
    [InlineData("cfg(any( ))", "cfg(any())")]
    [InlineData("cfg(all(unix))", "cfg(all(unix))")]
    [InlineData("cfg(all(unix,))", "cfg(all(unix))")]
    [InlineData("cfg(all(unix,windows))", "cfg(all(unix, windows))")]
    [InlineData("cfg(not(unix))", "cfg(not(unix))")]
    [InlineData("cfg(not(all(a, any(b, not(c = \"d\")))))", "cfg(not(all(a, any(b, not(c = \"d\")))))")]
    [InlineData("cfg(any(not(a), b))", "cfg(any(not(a), b))")]
    [InlineData("cfg(r#true)", "cfg(true)")]
    [InlineData("cfg(r#false)", "cfg(false)")]
    [InlineData("cfg(true)", "cfg(true)")]
    [InlineData("cfg(_x1)", "cfg(_x1)")]
    public void It_is_printed_as_cargo_prints_it(string platform, string printed)
    {
        Assert.Equal(printed, CfgExpression.Normalize(platform));
        Assert.Equal(printed, CfgExpression.Normalize(printed));
    }

    [Theory]
    [InlineData("x86 64")]
    [InlineData("cfg(unix")]
    [InlineData("cfg()")]
    [InlineData("cfg(unix windows)")]
    [InlineData("cfg(unix, windows)")]
    [InlineData("cfg(unix))")]
    [InlineData("cfg(not())")]
    [InlineData("cfg(not(a, b))")]
    [InlineData("cfg(not(a,))")]
    [InlineData("cfg(not)")]
    [InlineData("cfg(all)")]
    [InlineData("cfg(all(unix)")]
    [InlineData("cfg(all(,))")]
    [InlineData("cfg(all(a,,b))")]
    [InlineData("cfg(all(a b))")]
    [InlineData("cfg(a = b)")]
    [InlineData("cfg(a = \"b)")]
    [InlineData("cfg(a = )")]
    [InlineData("cfg(= \"a\")")]
    [InlineData("cfg(1a)")]
    [InlineData("cfg(\"a\")")]
    [InlineData("cfg(r#)")]
    [InlineData("cfg(a-b)")]
    [InlineData("cfg(ä)")]
    public void What_cargo_refuses_is_no_platform(string platform) => Assert.Null(CfgExpression.Normalize(platform));

    [Fact]
    public void Depth_is_the_authors_to_choose()
    {
        var deep = "cfg(" + string.Concat(Enumerable.Repeat("not(", 100_000)) + "a" + new string(')', 100_001);
        Assert.Equal(deep, CfgExpression.Normalize(deep));
    }
}
