using System.Text;
using CsCheck;
using Xunit;

namespace Harness.Git.Tests;

public sealed class FieldReaderTests
{
    [Fact]
    public void Fields_come_out_as_they_went_in_whatever_the_stream_gives_at_once() =>
        Gen.Select(Gen.Int[0, 200_000].Array[0, 5], Gen.Int[1, 100_000]).Sample((lengths, step) =>
        {
            var fields = lengths.Select((length, i) => new string((char)('a' + i), length)).ToArray();
            using var stream = new Trickle(Encoding.ASCII.GetBytes(string.Concat(fields.Select(f => f + "\0"))), step);
            var reader = new FieldReader(stream);

            Assert.All(fields, field => Assert.Equal(field, reader.Read()));
            Assert.Null(reader.Read());
        });

    private sealed class Trickle(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));
    }
}
