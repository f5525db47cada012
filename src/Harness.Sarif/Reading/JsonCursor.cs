using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Harness.Sarif.Reading;

/// <summary>
/// Walks through JSON of any length in one buffer: only the token that it is on is in memory. A token that is longer than any text of a
/// report, and nesting deeper than any report's, end it.
/// </summary>
internal sealed class JsonCursor
{
    private const int MaximumToken = 16 << 20;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    private readonly Stream input;
    private readonly string name;
    private byte[] buffer = new byte[64 << 10];
    private int start;
    private int end;
    private bool isFinal;
    private long passed;
    private long tokens;
    private JsonReaderState state = new(Options);
    private int valueStart;
    private int valueLength;
    private bool isEscaped;

    /// <summary>Creates a cursor before the first token.</summary>
    /// <param name="input">The JSON as UTF-8, with or without a byte order mark.</param>
    /// <param name="name">The name of the report, for messages.</param>
    public JsonCursor(Stream input, string name)
    {
        this.input = input;
        this.name = name;
        while (end < 3 && Fill())
        {
        }

        if (buffer.AsSpan(0, end) is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
        {
            throw new ReportException($"'{name}' is UTF-16: write it as UTF-8");
        }

        start = buffer.AsSpan(0, end) is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
    }

    /// <summary>The token that it is on.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>Goes to the next token.</summary>
    /// <exception cref="ReportException">There is none, or the rest is not JSON.</exception>
    public void Read()
    {
        if (!TryRead())
        {
            throw Broken("it ends in the middle");
        }
    }

    /// <summary>Goes to the next token, if there is one.</summary>
    public bool TryRead()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isFinal, state);
            try
            {
                if (reader.Read())
                {
                    Type = reader.TokenType;
                    if (Type is JsonTokenType.PropertyName or JsonTokenType.String && !Utf8.IsValid(reader.ValueSpan))
                    {
                        throw Broken("a text is not UTF-8");
                    }

                    (valueStart, valueLength, isEscaped) = (start + (int)reader.TokenStartIndex, reader.ValueSpan.Length, reader.ValueIsEscaped);
                    state = reader.CurrentState;
                    start += (int)reader.BytesConsumed;
                    tokens++;
                    return true;
                }
            }
            catch (JsonException e)
            {
                throw Broken($"it is no JSON: {e.Message.Split(" LineNumber")[0]}");
            }

            if (isFinal)
            {
                return false;
            }

            Fill();
        }
    }

    /// <summary>Visits the properties of the object that comes next. A value that a visit does not read is gone over.</summary>
    /// <param name="visit">A callback with the property's name. Its value comes next.</param>
    public void ReadObject(Action<string> visit)
    {
        Expect(JsonTokenType.StartObject, "an object");
        for (Read(); Type != JsonTokenType.EndObject; Read())
        {
            var before = tokens;
            visit(Text());
            SkipUnread(before);
        }
    }

    /// <summary>Visits the elements of the array that comes next. An element that a visit does not read is gone over.</summary>
    public void ReadArray(Action visit)
    {
        Expect(JsonTokenType.StartArray, "an array");
        while (!IsNext(JsonTokenType.EndArray))
        {
            var before = tokens;
            visit();
            SkipUnread(before);
        }
    }

    /// <summary>Like <see cref="ReadObject"/>, if an object comes next.</summary>
    public void ReadObjectIfAny(Action<string> visit)
    {
        if (Peek() == JsonTokenType.StartObject)
        {
            ReadObject(visit);
        }
    }

    /// <summary>Like <see cref="ReadArray"/>, if an array comes next.</summary>
    /// <returns>Whether one does.</returns>
    public bool ReadArrayIfAny(Action visit)
    {
        var isThere = Peek() == JsonTokenType.StartArray;
        if (isThere)
        {
            ReadArray(visit);
        }

        return isThere;
    }

    /// <summary>Returns the next value if it is a text. Otherwise skips it and returns <see langword="null"/>.</summary>
    public string? ReadText()
    {
        Read();
        if (Type == JsonTokenType.String)
        {
            return Text();
        }

        SkipRest();
        return null;
    }

    /// <summary>Returns the next value if it is a whole number. Otherwise skips it and returns <see langword="null"/>.</summary>
    public int? ReadNumber()
    {
        Read();
        if (Type == JsonTokenType.Number)
        {
            return int.TryParse(buffer.AsSpan(valueStart, valueLength), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        SkipRest();
        return null;
    }

    /// <summary>Determines whether the next value is <see langword="false"/>, and skips any value.</summary>
    public bool ReadIsFalse()
    {
        Read();
        var isFalse = Type == JsonTokenType.False;
        SkipRest();
        return isFalse;
    }

    /// <summary>Returns an exception with the problem and its position.</summary>
    public ReportException Broken(string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"'{name}' cannot be read at byte {passed + start}: {what}; let the tool write it again"));

    private void SkipUnread(long before)
    {
        if (tokens == before)
        {
            Read();
            SkipRest();
        }
    }

    private void Expect(JsonTokenType type, string what)
    {
        Read();
        if (Type != type)
        {
            throw Broken($"{what} is expected");
        }
    }

    // Skips the expected end.
    private bool IsNext(JsonTokenType type)
    {
        if (Peek() != type)
        {
            return false;
        }

        Read();
        return true;
    }

    private JsonTokenType Peek()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isFinal, state);
            try
            {
                if (reader.Read())
                {
                    return reader.TokenType;
                }
            }
            catch (JsonException e)
            {
                throw Broken($"it is no JSON: {e.Message.Split(" LineNumber")[0]}");
            }

            if (isFinal)
            {
                throw Broken("it ends in the middle");
            }

            Fill();
        }
    }

    private void SkipRest()
    {
        for (var depth = Type is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0; depth > 0;)
        {
            Read();
            depth += Type switch
            {
                JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                _ => 0,
            };
        }
    }

    private string Text()
    {
        try
        {
            if (!isEscaped)
            {
                return Encoding.UTF8.GetString(buffer, valueStart + 1, valueLength);
            }

            var reader = new Utf8JsonReader(buffer.AsSpan(valueStart, valueLength + 2), isFinalBlock: true, new JsonReaderState(Options));
            reader.Read();
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Broken("a text is no Unicode");
        }
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            passed += start;
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            if (buffer.Length >= MaximumToken)
            {
                throw Broken($"a text is longer than {MaximumToken >> 20} MiB");
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = input.Read(buffer, end, buffer.Length - end);
        end += read;
        isFinal = read == 0;
        return read > 0;
    }
}
