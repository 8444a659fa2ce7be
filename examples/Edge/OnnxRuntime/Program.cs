using Edge;
using Microsoft.ML.OnnxRuntime;

// What the other two programs do, with ONNX Runtime in their nets' place: a model, its kind of picture, and the picture.
var (kind, width, height) = args[1] == "gray" ? ("P5", 256, 32) : ("P6", 224, 224);
var pixels = Netpbm.Read(args[2], kind, width, height);
var channels = kind == "P6" ? 3 : 1;
var input = new float[pixels.Length];
float[] means = channels == 3 ? [0.485f, 0.456f, 0.406f] : [0], deviations = channels == 3 ? [0.229f, 0.224f, 0.225f] : [1];
for (var i = 0; i < pixels.Length; i++)
    input[i % channels * width * height + i / channels] = (pixels[i] / 255f - means[i % channels]) / deviations[i % channels];

using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
using var session = new InferenceSession(args[0], options);
using var tensor = OrtValue.CreateTensorValueFromMemory(input, [1, channels, height, width]);
using var run = new RunOptions();
using var outputs = session.Run(run, [session.InputNames[0]], [tensor], [session.OutputNames[0]]);
Console.WriteLine(outputs[0].GetTensorDataAsSpan<float>()[0]);
if (args.Contains("--memory")) PeakMemory.Print();
