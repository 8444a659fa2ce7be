using CompiledNets;
using Edge;
using ReadDigits;

if (args.Length == 0)
{
    Console.Error.WriteLine($"usage: digits PICTURE.pgm [--memory]; the picture is gray, {DigitReader.Width}×{DigitReader.Height}");
    return 1;
}
var logits = new float[DigitReader.OutputLength];
DigitReader.Load().Run(Netpbm.Read(args[0], "P5", DigitReader.Width, DigitReader.Height), PixelFormat.Gray(scale: 1 / 255f), logits);
Console.WriteLine(LineReader.Decode(logits));
if (args.Contains("--memory")) PeakMemory.Print();
return 0;
