using System.Buffers.Binary;
using System.Text.Json;

namespace CompiledNets;

/// <summary>
/// Parses the header of a safetensors file: eight bytes of length, then JSON that maps each key to
/// <c>{"dtype": "F32", "shape": [..], "data_offsets": [begin, end]}</c>, then the elements. Every number is checked before it is used.
/// </summary>
internal sealed class SafeTensorsHeader(WeightBytes file, string? origin)
{
    private const int LengthBytes = 8;

    // The limit of the reference implementation.
    private const int MaxHeaderLength = 100_000_000;

    // PyTorch's limit, and a bound on what a hostile header can make us allocate.
    private const int MaxRank = 64;
    private const int MaxDepth = 8;
    private const string Metadata = "__metadata__";

    /// <summary>Every tensor by its key, in the header's order.</summary>
    /// <exception cref="WeightException">The header contradicts itself or the file.</exception>
    public Dictionary<string, StoredTensor> Parse()
    {
        var headerLength = ReadLength();
        var dataStart = LengthBytes + headerLength;
        var entries = ParseJson(file.Slice(LengthBytes, headerLength));
        CheckLayout(entries.Values, file.Length - dataStart);
        return entries.Values.ToDictionary(
            entry => entry.Key, entry => new StoredTensor(entry.Key, entry.Type, entry.Shape, dataStart + entry.Begin));
    }

    private static int ElementBytes(string type) => type switch
    {
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" => 1,
        "U16" or "I16" or "F16" or "BF16" => 2,
        "U32" or "I32" or "F32" => 4,
        "U64" or "I64" or "F64" or "C64" => 8,
        _ => 0,
    };

    private int ReadLength()
    {
        if (file.Length < LengthBytes)
            throw Refusal($"the file is truncated: {file.Length} bytes, expected at least the {LengthBytes} of the header's length");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(0, LengthBytes));
        if (length > MaxHeaderLength)
            throw Refusal($"the header's length is {length}, expected at most {MaxHeaderLength}; is this a safetensors file?");
        if ((long)length > file.Length - LengthBytes)
            throw Refusal($"the file is truncated: the header has {length} bytes, {file.Length - LengthBytes} are there");
        return (int)length;
    }

    private Dictionary<string, Entry> ParseJson(ReadOnlySpan<byte> header)
    {
        try
        {
            var json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = MaxDepth });
            var entries = ParseEntries(ref json);
            // Finds whatever stands behind the closing brace; spaces may.
            json.Read();
            return entries;
        }
        // The reader reports text that is no UTF-8 as an invalid operation.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Refusal($"the header is no valid JSON: {exception.Message}", exception);
        }
    }

    private Dictionary<string, Entry> ParseEntries(ref Utf8JsonReader json)
    {
        var entries = new Dictionary<string, Entry>();
        var hasMetadata = false;
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) throw Refusal($"the header must be a JSON object, found {json.TokenType}");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
                throw Refusal($"{WeightCheck.Quote(key)} must be an object in the header, found {json.TokenType}");
            if (key == Metadata ? hasMetadata : entries.ContainsKey(key))
                throw Refusal($"the key {WeightCheck.Quote(key)} occurs twice in the header");
            hasMetadata |= key == Metadata;
            if (key == Metadata) SkipMetadata(ref json);
            else entries.Add(key, ParseEntry(ref json, key));
        }
        return entries;
    }

    private void SkipMetadata(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            json.Read();
            if (json.TokenType != JsonTokenType.String) throw Refusal($"'{Metadata}' must map names to strings, found {json.TokenType}");
        }
    }

    private Entry ParseEntry(ref Utf8JsonReader json, string key)
    {
        string? type = null;
        long[]? shape = null, offsets = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = json.GetString()!;
            json.Read();
            if (field == "dtype" && type is not null || field == "shape" && shape is not null || field == "data_offsets" && offsets is not null)
                throw Refusal($"tensor {WeightCheck.Quote(key)} has two fields '{field}'");
            switch (field)
            {
                case "dtype": type = ParseType(ref json, key); break;
                case "shape": shape = ParseNumbers(ref json, key, field); break;
                case "data_offsets": offsets = ParseNumbers(ref json, key, field); break;
                default: json.Skip(); break;
            }
        }
        if (type is null || shape is null || offsets is null)
            throw Refusal($"tensor {WeightCheck.Quote(key)} must have 'dtype', 'shape' and 'data_offsets'");
        return Check(key, type, shape, offsets);
    }

    private string ParseType(ref Utf8JsonReader json, string key) =>
        json.TokenType == JsonTokenType.String
            ? json.GetString()!
            : throw Refusal($"'dtype' of tensor {WeightCheck.Quote(key)} must be a string, found {json.TokenType}");

    private long[] ParseNumbers(ref Utf8JsonReader json, string key, string field)
    {
        if (json.TokenType != JsonTokenType.StartArray)
            throw Refusal($"'{field}' of tensor {WeightCheck.Quote(key)} must be an array, found {json.TokenType}");
        var numbers = new List<long>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var number) || number < 0)
                throw Refusal($"'{field}' of tensor {WeightCheck.Quote(key)} must hold whole numbers from 0 to {long.MaxValue}");
            if (numbers.Count == MaxRank) throw Refusal($"'{field}' of tensor {WeightCheck.Quote(key)} has more than {MaxRank} numbers");
            numbers.Add(number);
        }
        return [.. numbers];
    }

    private Entry Check(string key, string type, long[] shape, long[] offsets)
    {
        if (ElementBytes(type) == 0)
            throw Refusal($"tensor {WeightCheck.Quote(key)} has the unknown element type {WeightCheck.Quote(type)}");
        if (offsets.Length != 2)
            throw Refusal($"'data_offsets' of tensor {WeightCheck.Quote(key)} must be two numbers, found {offsets.Length}");
        var (begin, end) = (offsets[0], offsets[1]);
        if (begin > end) throw Refusal($"tensor {WeightCheck.Quote(key)} ends at byte {end}, before it begins at {begin}");
        if (!TryCountBytes(shape, ElementBytes(type), out var expected))
            throw Refusal($"tensor {WeightCheck.Quote(key)} is too large: {type} {string.Join("×", shape)}");
        if (end - begin != expected)
            throw Refusal(
                $"tensor {WeightCheck.Quote(key)} is {type} {string.Join("×", shape)}, expected {expected} bytes, " +
                $"found {end - begin} ({begin} to {end})");
        return new Entry(key, type, shape, begin, end);
    }

    private static bool TryCountBytes(long[] shape, int elementBytes, out long bytes)
    {
        bytes = 0;
        if (shape.Contains(0)) return true;
        bytes = elementBytes;
        foreach (var size in shape)
        {
            if (bytes > long.MaxValue / size) return false;
            bytes *= size;
        }
        return true;
    }

    // As in the reference implementation every byte belongs to exactly one tensor, so nothing can hide between or behind them.
    private void CheckLayout(IEnumerable<Entry> entries, long dataLength)
    {
        var end = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            var tensor = $"tensor {WeightCheck.Quote(entry.Key)}";
            if (entry.End > dataLength)
                throw Refusal(
                    $"the file is truncated: {tensor} lies at bytes {entry.Begin} to {entry.End} of the data, {dataLength} are there");
            if (entry.Begin < end)
                throw Refusal($"{tensor} begins at byte {entry.Begin}, inside another tensor that ends at {end}");
            if (entry.Begin > end)
                throw Refusal($"{tensor} begins at byte {entry.Begin}, expected {end}: a gap belongs to no tensor");
            end = entry.End;
        }
        if (end != dataLength) throw Refusal($"the file has {dataLength - end} bytes behind the last tensor, expected none");
    }

    private WeightException Refusal(string message, Exception? inner = null) => WeightCheck.Refusal(origin, message, inner);

    private readonly record struct Entry(string Key, string Type, long[] Shape, long Begin, long End);
}
