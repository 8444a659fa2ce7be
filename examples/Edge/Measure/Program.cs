using System.Globalization;
using System.Reflection;
using CompiledNets;
using Edge;
using ReadDigits;

// Publishes the programs, gives both libraries the same weights, and prints what README.md shows.
var edge = typeof(DigitReader).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "EdgeFolder").Value!;
var work = Directory.CreateDirectory(Path.Combine(edge, "..", "..", "artifacts", "edge")).FullName;
var digits = Path.Combine(edge, "..", "ReadDigits", "digits.safetensors");
var photo = Path.Combine(edge, "Photo", "mobilenet_v2.safetensors");
var line = Path.Combine(edge, "Digits", "meter.pgm");

var photoGraph = MobileNet.Trace();
if (!File.Exists(photo)) Files.WriteRandomWeights(photo, photoGraph);
var picture = Files.WriteRandomPicture(Path.Combine(work, "photo.ppm"));
var digitsModel = Files.WriteOnnx(Path.Combine(work, "digits.onnx"), DigitReader.Trace(), digits);
var photoModel = Files.WriteOnnx(Path.Combine(work, "photo.onnx"), photoGraph, photo);

var digitsApp = Publishing.Publish(Path.Combine(edge, "Digits"), work, "digits");
var photoApp = Publishing.Publish(Path.Combine(edge, "Photo"), work, "photo");
var onnxApp = Publishing.Publish(Path.Combine(edge, "OnnxRuntime"), work, "onnx");

Console.WriteLine("| program | program, MB | weights or model beside it, MB | process start to first answer, ms | peak memory, MB | weights + scratch + 8, MB |");
Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
Row("digits, CompiledNets", digitsApp, 0, [line], BoundOf(DigitReader.Info));
Row("digits, ONNX Runtime", onnxApp, Files.Length(digitsModel), [digitsModel, "gray", line]);
Row("MobileNetV2 1.0, CompiledNets", photoApp, Publishing.WeightsOf(photoApp), [picture], BoundOf(MobileNet.Info));
Row("MobileNetV2 1.0, ONNX Runtime", onnxApp, Files.Length(photoModel), [photoModel, "colour", picture]);

// The packed weights, the arena, and 8 MB for the program and its runtime.
static double BoundOf(NetInfo info) => info.WeightBytes + info.ScratchBytes + 8e6;

static void Row(string name, string app, long beside, string[] arguments, double? memoryBound = null)
{
    var (milliseconds, kilobytes) = Measuring.FirstAnswer(app, arguments);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {Publishing.SizeOf(app) / 1e6:F2} | {(beside == 0 ? "–" : $"{beside / 1e6:F2}")} | {milliseconds:F1} | {kilobytes * 1024 / 1e6:F1} | {(memoryBound is { } bytes ? $"{bytes / 1e6:F1}" : "–")} |"));
}
